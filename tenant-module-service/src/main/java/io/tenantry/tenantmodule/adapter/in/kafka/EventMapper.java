package io.tenantry.tenantmodule.adapter.in.kafka;

import io.tenantry.contracts.common.ModuleRequirement;
import io.tenantry.contracts.common.StepReference;
import io.tenantry.contracts.job.CompletedModule;
import io.tenantry.contracts.job.JobCompleted;
import io.tenantry.contracts.job.JobFailed;
import io.tenantry.contracts.job.JobProgressed;
import io.tenantry.contracts.job.JobRollbackFailed;
import io.tenantry.contracts.job.PlanItem;
import io.tenantry.contracts.job.PlanReserved;
import io.tenantry.contracts.job.RemainingStep;
import io.tenantry.messaging.event.ReceivedEvent;
import io.tenantry.messaging.intake.ContractViolation;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.job.JobProgress;
import io.tenantry.tenantmodule.application.job.SagaEvent;
import io.tenantry.tenantmodule.domain.InvalidValue;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.JobProblem.StepFailure;
import io.tenantry.tenantmodule.domain.job.JobResults;
import io.tenantry.tenantmodule.domain.job.PlanAction;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.job.Undo;
import io.tenantry.tenantmodule.domain.module.DataLocation;
import io.tenantry.tenantmodule.domain.module.InstalledAs;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.module.Permission;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Records of the contracts to what the application understands. */
final class EventMapper {

  private EventMapper() {}

  static Origin origin(ReceivedEvent<?> event) {
    return new Origin(
        event.source(), "event " + event.id(), Optional.of(event.id()), event.traceparent());
  }

  static SagaEvent sagaEvent(ReceivedEvent<?> event, String tenantId, UUID jobId) {
    return new SagaEvent(event.id(), tenantId(tenantId), jobId, origin(event));
  }

  static TenantId tenantId(String value) {
    return orViolation(() -> new TenantId(value));
  }

  static List<PlannedModule> plan(PlanReserved plan) {
    return plan.getItems().stream().map(EventMapper::planned).toList();
  }

  static JobProgress progress(JobProgressed event) {
    return orViolation(
        () ->
            new JobProgress(
                event.getJobId(),
                tenantId(event.getTenantId()),
                event.getSequence(),
                event.getModule(),
                event.getVersion(),
                event.getStep(),
                event.getState().name(),
                event.getPercent(),
                Optional.ofNullable(event.getDetail()),
                event.getOccurredAt()));
  }

  static List<ModuleName> unused(PlanReserved plan) {
    return plan.getUnused().stream().map(EventMapper::name).toList();
  }

  static JobResults results(JobCompleted event) {
    Map<ModuleName, DataLocation> locations = new HashMap<>();
    Map<ModuleName, UUID> keptData = new HashMap<>();
    for (CompletedModule module : event.getModules()) {
      if (module.getLocation() != null) {
        locations.put(name(module.getModule()), location(module.getLocation()));
      }
      if (module.getKeptData() != null) {
        keptData.put(name(module.getModule()), module.getKeptData());
      }
    }
    return new JobResults(locations, keptData);
  }

  static JobProblem problem(JobFailed event) {
    StepFailure failure =
        new StepFailure(
            Optional.ofNullable(event.getModule()),
            Optional.ofNullable(event.getVersion()),
            Optional.ofNullable(event.getStep()),
            Optional.ofNullable(event.getScript()),
            Optional.ofNullable(event.getLine()),
            Optional.ofNullable(event.getSqlState()),
            Optional.ofNullable(event.getStatement()));
    return new JobProblem(event.getCode(), event.getDetail(), Optional.of(failure));
  }

  static JobProblem problem(JobRollbackFailed event) {
    String detail =
        event.getRemaining().stream()
            .map(RemainingStep::getDetail)
            .collect(Collectors.joining(" "));
    return JobProblem.refusal("rollback-failed", detail);
  }

  static Undo report(JobRollbackFailed event) {
    return Undo.report(
        steps(event.getUndone()),
        event.getRemaining().stream().map(EventMapper::remaining).toList(),
        event.getSequence());
  }

  static List<Undo.Step> steps(List<StepReference> steps) {
    return steps.stream().map(EventMapper::step).toList();
  }

  private static Undo.Remaining remaining(RemainingStep remaining) {
    return new Undo.Remaining(
        step(remaining.getStep()), remaining.getDetail(), remaining.getRemedy());
  }

  private static Undo.Step step(StepReference step) {
    return new Undo.Step(step.getModule(), step.getVersion(), step.getStep());
  }

  private static PlannedModule planned(PlanItem item) {
    return orViolation(() -> plannedModule(item));
  }

  private static PlannedModule plannedModule(PlanItem item) {
    return new PlannedModule(
        name(item.getModule()),
        item.getVersion(),
        Optional.ofNullable(item.getFromVersion()),
        action(item),
        item.getInstalledAs() == io.tenantry.contracts.common.InstalledAs.DEPENDENCY
            ? InstalledAs.DEPENDENCY
            : InstalledAs.REQUESTED,
        item.getDigest(),
        item.getPackageSize(),
        item.getPackageLocation(),
        item.getNamespace(),
        item.getRequiredFeatures(),
        requires(item),
        item.getPermissions().stream()
            .map(one -> new Permission(one.getName(), one.getDescription()))
            .toList(),
        Optional.ofNullable(item.getParametersSchema()),
        Optional.ofNullable(item.getWarning()));
  }

  private static PlanAction action(PlanItem item) {
    return switch (item.getAction()) {
      case INSTALL -> PlanAction.INSTALL;
      case UPGRADE -> PlanAction.UPGRADE;
      case REMOVE -> PlanAction.REMOVE;
      case UNKNOWN ->
          throw new ContractViolation(
              "it is not known what is to be done with " + item.getModule());
    };
  }

  private static Map<String, String> requires(PlanItem item) {
    Map<String, String> requires = new HashMap<>();
    for (ModuleRequirement one : item.getRequires()) {
      if (requires.put(one.getModule(), one.getVersionRange()) != null) {
        throw new ContractViolation(item.getModule() + " needs " + one.getModule() + " twice");
      }
    }
    return requires;
  }

  private static DataLocation location(io.tenantry.contracts.common.DataLocation location) {
    return new DataLocation(
        location.getServer(),
        location.getDatabase(),
        location.getSchemaName(),
        location.getRuntimeRole(),
        location.getRuntimeSecret());
  }

  static ModuleName name(String value) {
    return orViolation(() -> new ModuleName(value));
  }

  static <T> T orViolation(Supplier<T> value) {
    try {
      return value.get();
    } catch (InvalidValue e) {
      throw new ContractViolation(e.getMessage(), e);
    }
  }
}
