package io.tenantry.tenantmodule.adapter.out.persistence;

import io.tenantry.tenantmodule.domain.job.PlanAction;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.module.InstalledAs;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One module of a plan as the database keeps it; older rows have no action and mean INSTALL. */
record PlannedModuleDocument(
    String module,
    String version,
    String fromVersion,
    PlanAction action,
    InstalledAs installedAs,
    String digest,
    long packageSize,
    String packageLocation,
    String namespace,
    List<String> requiredFeatures,
    Map<String, String> requires,
    List<PermissionDocument> permissions,
    String parametersSchema,
    String warning) {

  static PlannedModuleDocument of(PlannedModule planned) {
    return new PlannedModuleDocument(
        planned.module().value(),
        planned.version(),
        planned.fromVersion().orElse(null),
        planned.action(),
        planned.installedAs(),
        planned.digest(),
        planned.packageSize(),
        planned.packageLocation(),
        planned.namespace(),
        planned.requiredFeatures(),
        planned.requires(),
        planned.permissions().stream().map(PermissionDocument::of).toList(),
        planned.parametersSchema().orElse(null),
        planned.warning().orElse(null));
  }

  PlannedModule toDomain() {
    return new PlannedModule(
        new ModuleName(module),
        version,
        Optional.ofNullable(fromVersion),
        Optional.ofNullable(action).orElse(PlanAction.INSTALL),
        installedAs,
        digest,
        packageSize,
        packageLocation,
        namespace,
        requiredFeatures,
        requires,
        permissions.stream().map(PermissionDocument::toDomain).toList(),
        Optional.ofNullable(parametersSchema),
        Optional.ofNullable(warning));
  }
}
