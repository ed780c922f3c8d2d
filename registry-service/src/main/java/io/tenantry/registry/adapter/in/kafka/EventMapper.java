package io.tenantry.registry.adapter.in.kafka;

import io.tenantry.contracts.common.JobKind;
import io.tenantry.contracts.job.JobRequested;
import io.tenantry.messaging.event.ReceivedEvent;
import io.tenantry.messaging.intake.ContractViolation;
import io.tenantry.registry.application.Origin;
import io.tenantry.registry.application.ReservePlan;
import io.tenantry.registry.domain.InstalledAs;
import io.tenantry.registry.domain.InstalledModule;
import io.tenantry.registry.domain.InvalidValue;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.Version;
import java.util.Optional;

/** Records of the contracts to what the application understands. */
final class EventMapper {

  private EventMapper() {}

  /**
   * Maps the request.
   *
   * @throws ContractViolation if a name or version in it is none
   */
  static ReservePlan.JobRequested jobRequested(ReceivedEvent<JobRequested> event) {
    JobRequested job = event.payload();
    try {
      return new ReservePlan.JobRequested(
          event.id(),
          job.getJobId(),
          job.getTenantId(),
          kind(job.getKind()),
          new ModuleName(job.getModule()),
          job.getVersionRange(),
          job.getInstalled().stream().map(EventMapper::installed).toList(),
          job.getOptions().getAllowPrereleases(),
          job.getOptions().getRemoveUnused(),
          job.getDeadline(),
          new Origin(
              event.source(), "event " + event.id(), Optional.of(event.id()), event.traceparent()));
    } catch (InvalidValue e) {
      throw new ContractViolation("job " + job.getJobId() + ": " + e.getMessage(), e);
    }
  }

  private static ReservePlan.Kind kind(JobKind kind) {
    return switch (kind) {
      case INSTALL -> ReservePlan.Kind.INSTALL;
      case UPGRADE -> ReservePlan.Kind.UPGRADE;
      case UNINSTALL -> ReservePlan.Kind.UNINSTALL;
      case MIXED, UNKNOWN -> ReservePlan.Kind.OTHER;
    };
  }

  private static InstalledModule installed(io.tenantry.contracts.job.InstalledModule module) {
    return new InstalledModule(
        new ModuleName(module.getModule()),
        Version.of(module.getVersion()),
        module.getInstalledAs() == io.tenantry.contracts.common.InstalledAs.DEPENDENCY
            ? InstalledAs.DEPENDENCY
            : InstalledAs.REQUESTED);
  }
}
