package io.tenantry.installer.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.port.Packages;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.domain.plan.ModulePackage;
import io.tenantry.installer.domain.plan.PlanItem;
import java.util.Optional;

/** Knows what an upgrade begins with. */
final class Formers {

  private final Tasks tasks;
  private final Packages packages;
  private final UnitOfWork unitOfWork;

  Formers(Tasks tasks, Packages packages, UnitOfWork unitOfWork) {
    this.tasks = tasks;
    this.packages = packages;
    this.unitOfWork = unitOfWork;
  }

  /** The former version as it was installed; empty when no completed job tells of it. */
  Optional<PlanItem> find(StepContext context) {
    return unitOfWork.await(() -> lookFor(context));
  }

  /** The same, where the preflight has found it. */
  PlanItem of(StepContext context) {
    return unitOfWork.await(() -> lookUp(context));
  }

  /** The same within a unit of work. */
  Uni<PlanItem> lookUp(StepContext context) {
    return lookFor(context)
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        new IllegalStateException(
                            "nothing is known of %s %s"
                                .formatted(
                                    context.item().module(),
                                    context.item().from().orElseThrow()))));
  }

  private Uni<Optional<PlanItem>> lookFor(StepContext context) {
    PlanItem item = context.item();
    return tasks.installed(context.claim().tenantId(), item.module(), item.from().orElseThrow());
  }

  ModulePackage packageOf(StepContext context) {
    return packages.fetch(of(context));
  }
}
