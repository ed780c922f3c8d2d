package io.tenantry.registry.adapter.in.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.registry.domain.InstalledModule;
import io.tenantry.registry.domain.PlanItem;
import io.tenantry.registry.domain.Version;
import io.tenantry.registry.domain.VersionStatus;
import io.tenantry.registry.domain.resolution.Explanation;
import io.tenantry.registry.domain.resolution.Remedy;
import io.tenantry.registry.domain.resolution.Resolution;
import java.util.List;

/**
 * The resolver's answer.
 *
 * @param resolvable whether there is a plan; what belongs to the other case is absent
 * @param plan what is done, in this order
 * @param unused dependencies that nobody needs afterwards, by name
 * @param code stable, for programs
 * @param explanation reasons and remedies as sentences
 * @param reasons facts that cannot all hold; without any one of them the others could
 * @param remedies what would help
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ResolutionDocument(
    boolean resolvable,
    List<ItemDocument> plan,
    List<String> unused,
    String code,
    String explanation,
    List<ConstraintDocument> reasons,
    List<RemedyDocument> remedies) {

  static ResolutionDocument of(Resolution resolution) {
    return resolution.fold(
        plan ->
            new ResolutionDocument(
                true,
                plan.items().stream().map(ItemDocument::of).toList(),
                plan.unused().stream().map(InstalledModule::module).map(Object::toString).toList(),
                null,
                null,
                null,
                null),
        none -> of(none.explanation()));
  }

  private static ResolutionDocument of(Explanation explanation) {
    return new ResolutionDocument(
        false,
        null,
        null,
        explanation.code(),
        explanation.text(),
        explanation.reasons().stream().map(ConstraintDocument::of).toList(),
        explanation.remedies().stream().map(RemedyDocument::of).toList());
  }

  /**
   * What is done with a module.
   *
   * @param version that is there afterwards, or is removed
   * @param fromVersion that is there before; absent when none is
   * @param warning what one should know about the version; absent when there is nothing
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ItemDocument(
      String action,
      String module,
      String version,
      String fromVersion,
      String installedAs,
      String warning) {

    static ItemDocument of(PlanItem item) {
      return new ItemDocument(
          item.action().name(),
          item.module().value(),
          item.version().version().toString(),
          item.from().map(Version::toString).orElse(null),
          item.installedAs().name(),
          item.version().status() == VersionStatus.DEPRECATED && !item.isRemoval()
              ? "The version is deprecated. " + item.version().statusReason()
              : null);
    }
  }

  /**
   * Something that would help.
   *
   * @param enough whether that alone was tried and led to a plan
   */
  record RemedyDocument(String sentence, boolean enough) {

    static RemedyDocument of(Remedy remedy) {
      return new RemedyDocument(remedy.sentence(), remedy.enough());
    }
  }
}
