package io.tenantry.installer.adapter.out.persistence;

import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.PlanItem;
import java.util.List;
import java.util.Optional;

/** One module of a plan as the database keeps it. */
record PlanItemDocument(
    String module,
    String version,
    String from,
    String digest,
    long packageSize,
    String packageLocation,
    List<String> requires,
    String parameters) {

  static PlanItemDocument of(PlanItem item) {
    return new PlanItemDocument(
        item.module().value(),
        item.version(),
        item.from().orElse(null),
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
        Optional.ofNullable(from),
        digest,
        packageSize,
        packageLocation,
        requires.stream().map(ModuleName::new).toList(),
        parameters);
  }
}
