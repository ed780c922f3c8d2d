package io.tenantry.installer.adapter.in.kafka;

import io.tenantry.contracts.job.ApprovedItem;
import io.tenantry.contracts.job.JobApproved;
import io.tenantry.contracts.job.JobStopRequested;
import io.tenantry.contracts.tenant.KeptDataPurgeRequested;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.domain.InvalidValue;
import io.tenantry.installer.domain.kept.KeptData;
import io.tenantry.installer.domain.kept.PurgeOrder;
import io.tenantry.installer.domain.plan.Action;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.PlanItem;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.Stop;
import io.tenantry.messaging.event.ReceivedEvent;
import io.tenantry.messaging.intake.ContractViolation;
import java.util.Optional;

/** Records of the contracts to what the application understands. */
final class EventMapper {

  private EventMapper() {}

  static Origin origin(ReceivedEvent<?> event) {
    return new Origin(Optional.of(event.id()), event.traceparent());
  }

  /**
   * Maps an approved job.
   *
   * @throws ContractViolation if a name in it is none, or it asks for something unknown
   */
  static Job job(JobApproved event) {
    try {
      return new Job(
          event.getJobId(),
          event.getTenantId(),
          event.getItems().stream().map(EventMapper::item).toList(),
          event.getDeadline());
    } catch (InvalidValue e) {
      throw new ContractViolation("job " + event.getJobId() + ": " + e.getMessage(), e);
    }
  }

  static Stop stop(JobStopRequested event) {
    Stop.Reason reason =
        switch (event.getReason()) {
          case CANCEL -> Stop.Reason.CANCELLED;
          case DEADLINE -> Stop.Reason.DEADLINE_PASSED;
          case UNKNOWN -> Stop.Reason.OTHER;
        };
    return new Stop(reason, event.getRequestedBy());
  }

  static PurgeOrder order(KeptDataPurgeRequested event) {
    try {
      return new PurgeOrder(
          new KeptData(event.getKeptDataId(), new ModuleName(event.getModule())),
          event.getTenantId());
    } catch (InvalidValue e) {
      throw new ContractViolation("purge of " + event.getKeptDataId() + ": " + e.getMessage(), e);
    }
  }

  private static PlanItem item(ApprovedItem item) {
    Action action = action(item);
    return new PlanItem(
        new ModuleName(item.getModule()),
        item.getVersion(),
        action,
        Optional.ofNullable(item.getFromVersion()).filter(version -> hasFormer(action)),
        Optional.ofNullable(item.getRestores()).filter(data -> action == Action.RESTORE),
        item.getDigest(),
        item.getPackageSize(),
        item.getPackageLocation(),
        item.getRequires().stream().map(one -> new ModuleName(one.getModule())).toList(),
        item.getParameters());
  }

  private static boolean hasFormer(Action action) {
    return action == Action.UPGRADE || action == Action.RESTORE;
  }

  private static Action action(ApprovedItem item) {
    return switch (item.getAction()) {
      case INSTALL -> item.getRestores() == null ? Action.INSTALL : Action.RESTORE;
      case UPGRADE -> Action.UPGRADE;
      case REMOVE -> Action.REMOVE;
      case UNKNOWN ->
          throw new ContractViolation(
              "it is not known what is to be done with " + item.getModule());
    };
  }
}
