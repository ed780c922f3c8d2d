package io.tenantry.registry.adapter.in.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.Version;
import io.tenantry.registry.domain.resolution.Constraint;
import io.tenantry.registry.domain.resolution.Constraint.Demanded;
import io.tenantry.registry.domain.resolution.Constraint.NeedEachOther;
import io.tenantry.registry.domain.resolution.Constraint.NeededByThemselves;
import io.tenantry.registry.domain.resolution.Constraint.NotLowered;
import io.tenantry.registry.domain.resolution.Constraint.NotNamed;
import io.tenantry.registry.domain.resolution.Constraint.NotRemoved;
import io.tenantry.registry.domain.resolution.Constraint.NotUpgraded;
import io.tenantry.registry.domain.resolution.Constraint.Requested;
import io.tenantry.registry.domain.resolution.Sentences;
import java.util.List;
import java.util.Locale;

/**
 * A fact that stands in the way of a plan.
 *
 * @param kind stable, such as {@code requested} or {@code needs-module}
 * @param module that it is about
 * @param versions of the module that it is about; absent when it is about all
 * @param target module or capability that is demanded
 * @param range of the target, or of the module when that is requested
 * @param fitting what is in the range and could be there
 * @param existing what could be there
 * @param cycle modules that need each other
 * @param sentence the same for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConstraintDocument(
    String kind,
    String module,
    List<String> versions,
    String target,
    String range,
    List<String> fitting,
    List<String> existing,
    List<String> cycle,
    String sentence) {

  static ConstraintDocument of(Constraint constraint) {
    if (constraint instanceof Demanded one) {
      return new ConstraintDocument(
          dashed(one.kind().name()),
          one.module().value(),
          texts(one.versions()),
          one.target(),
          one.range(),
          one.fitting(),
          one.existing(),
          null,
          Sentences.of(one));
    }
    if (constraint instanceof Requested one) {
      return new ConstraintDocument(
          "requested",
          one.module().value(),
          null,
          null,
          one.range(),
          texts(one.fitting()),
          texts(one.existing()),
          null,
          Sentences.of(one));
    }
    return simple(constraint);
  }

  private static ConstraintDocument simple(Constraint constraint) {
    return new ConstraintDocument(
        dashed(constraint.getClass().getSimpleName().replaceAll("(?<!^)([A-Z])", "_$1")),
        constraint.module().value(),
        versions(constraint),
        null,
        null,
        null,
        null,
        constraint instanceof NeedEachOther one
            ? one.cycle().stream().map(ModuleName::value).toList()
            : null,
        Sentences.of(constraint));
  }

  private static List<String> versions(Constraint constraint) {
    if (constraint instanceof NotUpgraded one) {
      return texts(List.of(one.installed()));
    }
    if (constraint instanceof NotRemoved one) {
      return texts(List.of(one.installed()));
    }
    if (constraint instanceof NotLowered one) {
      return texts(List.of(one.installed()));
    }
    if (constraint instanceof NotNamed one) {
      return texts(List.of(one.version()));
    }
    return constraint instanceof NeededByThemselves one ? one.versions() : null;
  }

  private static List<String> texts(List<Version> versions) {
    return versions.stream().map(Version::toString).toList();
  }

  private static String dashed(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
