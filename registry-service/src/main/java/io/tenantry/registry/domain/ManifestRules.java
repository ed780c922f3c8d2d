package io.tenantry.registry.domain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a manifest must not say, beyond its form. */
final class ManifestRules {

  static final String MANIFEST = "module.yaml";

  private ManifestRules() {}

  static List<PackageProblem> problems(ModulePackage modulePackage, Lineage lineage) {
    Manifest manifest = modulePackage.manifest();
    List<PackageProblem> problems = new ArrayList<>();
    for (Requirement requirement : manifest.requirements()) {
      if (requirement.module().equals(manifest.name())) {
        problems.add(
            problem(
                "self-dependency",
                "The module requires itself; remove %s from requires.modules."
                    .formatted(manifest.name())));
      }
    }
    for (ModuleRange one : manifest.conflicts()) {
      checkNotItself(manifest, one, "conflicts", problems);
    }
    for (ModuleRange one : manifest.replaces()) {
      checkNotItself(manifest, one, "replaces", problems);
    }
    Set<CapabilityName> known = new HashSet<>(lineage.capabilities());
    manifest.provides().forEach(capability -> known.add(capability.name()));
    for (CapabilityRequirement requirement : manifest.requiredCapabilities()) {
      if (!requirement.optional() && !known.contains(requirement.capability())) {
        problems.add(
            problem(
                "unknown-capability",
                "No registered module provides the capability %s; register one that does first, or mend the name."
                    .formatted(requirement.capability())));
      }
    }
    checkCompatibleFrom(manifest, lineage, problems);
    return problems;
  }

  private static void checkNotItself(
      Manifest manifest, ModuleRange range, String where, List<PackageProblem> problems) {
    if (range.module().equals(manifest.name())) {
      problems.add(
          problem(
              "self-reference",
              "The module names itself in %s; only one version of a module is ever there, remove it."
                  .formatted(where)));
    }
  }

  private static void checkCompatibleFrom(
      Manifest manifest, Lineage lineage, List<PackageProblem> problems) {
    manifest
        .wayBack()
        .landlordCompatibleFrom()
        .ifPresent(
            oldest -> {
              if (oldest.compareTo(manifest.version()) > 0) {
                problems.add(
                    problem(
                        "compatible-from-newer",
                        "landlord.compatibleFrom is %s, which is newer than the version itself; name this version or an older one."
                            .formatted(oldest)));
              } else if (!lineage.knownVersion()) {
                problems.add(
                    problem(
                        "compatible-from-unknown",
                        "landlord.compatibleFrom is %s, which was never published; name a published version or this one."
                            .formatted(oldest)));
              }
            });
  }

  private static PackageProblem problem(String code, String message) {
    return PackageProblem.in(MANIFEST, code, message);
  }
}
