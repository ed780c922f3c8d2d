package io.tenantry.tenantmodule.adapter.out.persistence;

import io.tenantry.tenantmodule.domain.job.PlannedModule;
import java.util.List;

/** A plan as the database keeps it: an object, because Hibernate Reactive binds no JSON arrays. */
record PlanDocument(List<PlannedModuleDocument> modules) {

  static PlanDocument of(List<PlannedModule> plan) {
    return new PlanDocument(plan.stream().map(PlannedModuleDocument::of).toList());
  }

  List<PlannedModule> toDomain() {
    return modules.stream().map(PlannedModuleDocument::toDomain).toList();
  }
}
