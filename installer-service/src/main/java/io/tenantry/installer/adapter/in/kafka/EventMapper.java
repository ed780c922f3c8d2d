package io.tenantry.installer.adapter.in.kafka;

import io.tenantry.contracts.job.ApprovedItem;
import io.tenantry.contracts.job.JobApproved;
import io.tenantry.contracts.job.JobStopRequested;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.domain.InvalidValue;
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
   * @throws ContractViolation if a name in it is none, or it asks for something else than
   *     installing and upgrading
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

  private static PlanItem item(ApprovedItem item) {
    return new PlanItem(
        new ModuleName(item.getModule()),
        item.getVersion(),
        from(item),
        item.getDigest(),
        item.getPackageSize(),
        item.getPackageLocation(),
        item.getRequires().stream().map(one -> new ModuleName(one.getModule())).toList(),
        item.getParameters());
  }

  private static Optional<String> from(ApprovedItem item) {
    return switch (item.getAction()) {
      case INSTALL -> Optional.empty();
      case UPGRADE ->
          Optional.of(
              Optional.ofNullable(item.getFromVersion())
                  .orElseThrow(
                      () ->
                          new InvalidValue(
                              "it is not said from which version %s is upgraded"
                                  .formatted(item.getModule()))));
      case REMOVE, UNKNOWN ->
          throw new ContractViolation("a plan cannot " + item.getAction() + " yet");
    };
  }
}
