package io.tenantry.installer.adapter.out.persistence;

import io.tenantry.installer.domain.plan.PlanItem;
import java.util.List;

/** A plan as the database keeps it: an object, because Hibernate Reactive cannot bind arrays. */
record PlanDocument(List<PlanItemDocument> items) {

  static PlanDocument of(List<PlanItem> items) {
    return new PlanDocument(items.stream().map(PlanItemDocument::of).toList());
  }

  List<PlanItem> toDomain() {
    return items.stream().map(PlanItemDocument::toDomain).toList();
  }
}
