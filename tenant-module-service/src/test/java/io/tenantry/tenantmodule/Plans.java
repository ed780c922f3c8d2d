package io.tenantry.tenantmodule;

import io.tenantry.contracts.common.InstalledAs;
import io.tenantry.contracts.common.Permission;
import io.tenantry.contracts.common.PlanAction;
import io.tenantry.contracts.job.PlanItem;
import java.util.List;

/** Plans as the registry makes them. */
final class Plans {

  private Plans() {}

  /** A module that was asked for: version 1.0.0, free of conditions. */
  static PlanItem.Builder item(String module) {
    return PlanItem.newBuilder()
        .setModule(module)
        .setVersion("1.0.0")
        .setAction(PlanAction.INSTALL)
        .setInstalledAs(InstalledAs.REQUESTED)
        .setDigest("sha256:" + "0".repeat(64))
        .setPackageSize(1_000)
        .setPackageLocation("/v1/modules/" + module + "/versions/1.0.0/package")
        .setNamespace("App\\" + module)
        .setRequiredFeatures(List.of())
        .setRequires(List.of())
        .setPermissions(List.of(new Permission(module + ".view", "See it.")));
  }

  /** A module that is there in one version and gets another. */
  static PlanItem.Builder upgrade(String module, String from, String to) {
    return item(module)
        .setAction(PlanAction.UPGRADE)
        .setFromVersion(from)
        .setVersion(to)
        .setPackageLocation("/v1/modules/" + module + "/versions/" + to + "/package");
  }

  /** A module that is there in that version and goes. */
  static PlanItem.Builder removal(String module, String version) {
    return upgrade(module, version, version).setAction(PlanAction.REMOVE);
  }

  /** A module that another one needs. */
  static PlanItem.Builder dependency(String module) {
    return item(module).setInstalledAs(InstalledAs.DEPENDENCY);
  }
}
