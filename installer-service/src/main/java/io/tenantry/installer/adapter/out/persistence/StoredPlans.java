package io.tenantry.installer.adapter.out.persistence;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.PlanItem;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What the plans of tasks say about a module. */
final class StoredPlans {

  private StoredPlans() {}

  static Uni<List<PlanItem>> itemsOf(Mutiny.Session session, List<UUID> tasks, ModuleName module) {
    return tasks.isEmpty()
        ? Uni.createFrom().item(List.of())
        : session
            .createQuery("select plan from TaskEntity where id in :tasks", PlanDocument.class)
            .setParameter("tasks", tasks)
            .getResultList()
            .map(
                plans ->
                    plans.stream()
                        .flatMap(plan -> plan.toDomain().stream())
                        .filter(item -> item.module().equals(module))
                        .toList());
  }
}
