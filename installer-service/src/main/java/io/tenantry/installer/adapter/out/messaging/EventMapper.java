package io.tenantry.installer.adapter.out.messaging;

import io.tenantry.contracts.common.DataLocation;
import io.tenantry.contracts.common.PlanAction;
import io.tenantry.contracts.common.StepReference;
import io.tenantry.contracts.job.CompletedModule;
import io.tenantry.contracts.job.RemainingStep;
import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.port.JobEvents.Remaining;
import io.tenantry.installer.application.port.RuntimeSecrets;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.kept.KeptData;
import io.tenantry.installer.domain.plan.Action;
import io.tenantry.installer.domain.plan.PlanItem;
import io.tenantry.installer.domain.task.Step;
import io.tenantry.installer.domain.task.StepState;
import jakarta.enterprise.context.ApplicationScoped;

/** The domain to the records of the contracts. */
@ApplicationScoped
class EventMapper {

  private final RuntimeSecrets secrets;

  EventMapper(RuntimeSecrets secrets) {
    this.secrets = secrets;
  }

  CompletedModule completed(Claim claim, PlanItem item, DatabaseRef database) {
    return item.action() == Action.REMOVE
        ? new CompletedModule(
            item.module().value(),
            item.version(),
            PlanAction.REMOVE,
            null,
            KeptData.leftBy(claim.taskId(), item.module()).id())
        : new CompletedModule(
            item.module().value(),
            item.version(),
            action(item.action()),
            location(item, database),
            null);
  }

  static PlanAction action(Action action) {
    return switch (action) {
      case INSTALL, RESTORE -> PlanAction.INSTALL;
      case UPGRADE -> PlanAction.UPGRADE;
      case REMOVE -> PlanAction.REMOVE;
    };
  }

  DataLocation location(PlanItem item, DatabaseRef database) {
    String role = item.module() + "_app";
    return new DataLocation(
        database.server(),
        database.name(),
        item.module().value(),
        role,
        secrets.reference(database.server(), role));
  }

  static io.tenantry.contracts.job.StepState state(StepState state) {
    return io.tenantry.contracts.job.StepState.valueOf(state.name());
  }

  static StepReference reference(Step step) {
    return new StepReference(
        step.item().module().value(), step.item().version(), step.name().label());
  }

  static RemainingStep remaining(Remaining remaining) {
    return new RemainingStep(reference(remaining.step()), remaining.detail(), remaining.remedy());
  }
}
