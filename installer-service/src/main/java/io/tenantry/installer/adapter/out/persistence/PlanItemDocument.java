package io.tenantry.installer.adapter.out.persistence;

import io.tenantry.installer.domain.plan.Action;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.PlanItem;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One module of a plan as the database keeps it. */
record PlanItemDocument(
    String module,
    String version,
    Action action,
    String from,
    UUID restores,
    String digest,
    long packageSize,
    String packageLocation,
    List<String> requires,
    String parameters) {

  static PlanItemDocument of(PlanItem item) {
    return new PlanItemDocument(
        item.module().value(),
        item.version(),
        item.action(),
        item.from().orElse(null),
        item.restores().orElse(null),
        item.digest(),
        item.packageSize(),
        item.packageLocation(),
        item.requires().stream().map(ModuleName::value).toList(),
        item.parameters());
  }

  PlanItem toDomain() {
    return new PlanItem(
        new ModuleName(module),
        version,
        actionOrOlder(),
        Optional.ofNullable(from),
        Optional.ofNullable(restores),
        digest,
        packageSize,
        packageLocation,
        requires.stream().map(ModuleName::new).toList(),
        parameters);
  }

  /** Plans of older installers did not tell, because there were only these two. */
  private Action actionOrOlder() {
    return Optional.ofNullable(action).orElse(from == null ? Action.INSTALL : Action.UPGRADE);
  }
}
