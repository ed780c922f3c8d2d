package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.Version;
import io.tenantry.registry.domain.resolution.Constraint.Demanded;
import io.tenantry.registry.domain.resolution.Constraint.NeedEachOther;
import io.tenantry.registry.domain.resolution.Constraint.NeededByThemselves;
import io.tenantry.registry.domain.resolution.Constraint.NotInstalled;
import io.tenantry.registry.domain.resolution.Constraint.NotLowered;
import io.tenantry.registry.domain.resolution.Constraint.NotNamed;
import io.tenantry.registry.domain.resolution.Constraint.NotNeeded;
import io.tenantry.registry.domain.resolution.Constraint.NotRemoved;
import io.tenantry.registry.domain.resolution.Constraint.NotUpgraded;
import io.tenantry.registry.domain.resolution.Constraint.Requested;
import io.tenantry.registry.domain.resolution.Constraint.Uninstalled;
import java.util.List;
import java.util.stream.Collectors;

/** Constraints in words. */
public final class Sentences {

  private static final int MOST_NAMED = 5;

  private Sentences() {}

  /** The constraint as a sentence. */
  public static String of(Constraint constraint) {
    if (constraint instanceof Requested one) {
      return "The request asks for %s %s%s."
          .formatted(
              one.module(),
              one.range(),
              available(
                  one.fitting().stream().map(Version::toString).toList(),
                  one.existing().stream().map(Version::toString).toList(),
                  "no version of it can be installed"));
    }
    if (constraint instanceof Demanded one) {
      return demanded(one);
    }
    if (constraint instanceof NeedEachOther one) {
      return needEachOther(one);
    }
    if (constraint instanceof NotNeeded one) {
      return "Nothing else needs %s.".formatted(one.module());
    }
    if (constraint instanceof NeededByThemselves one) {
      return "Only they need each other: %s.".formatted(String.join(", ", one.versions()));
    }
    return aboutTheTenant(constraint);
  }

  private static String aboutTheTenant(Constraint constraint) {
    if (constraint instanceof NotInstalled one) {
      return "The tenant does not have %s.".formatted(one.module());
    }
    if (constraint instanceof Uninstalled one) {
      return "The request removes %s.".formatted(one.module());
    }
    if (constraint instanceof NotUpgraded one) {
      return "The tenant has %s %s, and its upgrade was not asked for."
          .formatted(one.module(), one.installed());
    }
    if (constraint instanceof NotRemoved one) {
      return "The tenant has %s %s, and its removal was not asked for."
          .formatted(one.module(), one.installed());
    }
    if (constraint instanceof NotLowered one) {
      return "The tenant has %s %s, and a version is never lowered."
          .formatted(one.module(), one.installed());
    }
    return notNamed((NotNamed) constraint);
  }

  private static String notNamed(NotNamed one) {
    return switch (one.why()) {
      case PRERELEASE ->
          "%s %s is a pre-release, which nothing names.".formatted(one.module(), one.version());
      case DEPRECATED ->
          "%s %s is deprecated, and nothing asks for exactly this version."
              .formatted(one.module(), one.version());
    };
  }

  private static String demanded(Demanded one) {
    String who = "%s %s".formatted(one.module(), versions(one.versions()));
    String whom = "%s %s".formatted(one.target(), one.range());
    return switch (one.kind()) {
      case NEEDS_MODULE ->
          "%s needs %s%s."
              .formatted(
                  who,
                  whom,
                  available(one.fitting(), one.existing(), "no version of it can be installed"));
      case NEEDS_CAPABILITY ->
          "%s needs the capability %s%s."
              .formatted(who, whom, available(one.fitting(), one.existing(), "nobody provides it"));
      case USES_MODULE -> "%s goes with %s only.".formatted(who, whom);
      case USES_CAPABILITY -> "%s goes with the capability %s only.".formatted(who, whom);
      case CONFLICTS -> "%s cannot be beside %s.".formatted(who, whom);
      case REPLACES -> "%s replaces %s.".formatted(who, whom);
    };
  }

  private static String available(List<String> fitting, List<String> existing, String none) {
    if (existing.isEmpty()) {
      return ", but " + none;
    }
    return fitting.isEmpty() ? ", but there is only " + some(existing) : "";
  }

  private static String needEachOther(NeedEachOther one) {
    return "The modules need each other, so none can be installed first: %s -> %s."
        .formatted(
            one.cycle().stream().map(ModuleName::value).collect(Collectors.joining(" -> ")),
            one.module());
  }

  /** Newest first, as they are in the catalogue. */
  private static String versions(List<Version> versions) {
    List<Version> sorted = versions.stream().sorted().toList();
    return sorted.size() <= 2
        ? sorted.stream().map(Version::toString).collect(Collectors.joining(" and "))
        : "%s to %s".formatted(sorted.get(0), sorted.get(sorted.size() - 1));
  }

  private static String some(List<String> all) {
    String named = all.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return all.size() <= MOST_NAMED
        ? named
        : "%s and %d more".formatted(named, all.size() - MOST_NAMED);
  }
}
