package io.tenantry.tenantmodule.adapter.out.messaging;

import io.tenantry.contracts.common.DataLocation;
import io.tenantry.contracts.common.InstalledAs;
import io.tenantry.contracts.common.JobKind;
import io.tenantry.contracts.common.JobOptions;
import io.tenantry.contracts.common.ModuleRequirement;
import io.tenantry.contracts.common.ModuleResult;
import io.tenantry.contracts.common.Permission;
import io.tenantry.contracts.common.PlanAction;
import io.tenantry.contracts.job.ApprovedItem;
import io.tenantry.contracts.job.InstalledModule;
import io.tenantry.contracts.job.JobOutcome;
import io.tenantry.contracts.job.StopReason;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobEffect;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.job.Restore;
import java.util.List;
import java.util.Optional;

/** The domain to the records of the contracts. */
final class EventMapper {

  private EventMapper() {}

  static JobKind kind(io.tenantry.tenantmodule.domain.job.JobKind kind) {
    return JobKind.valueOf(kind.name());
  }

  static InstalledAs installedAs(io.tenantry.tenantmodule.domain.module.InstalledAs installedAs) {
    return InstalledAs.valueOf(installedAs.name());
  }

  static JobOptions options(Job job) {
    return new JobOptions(job.options().allowPrereleases(), job.options().removeUnused());
  }

  static InstalledModule installed(io.tenantry.tenantmodule.domain.module.InstalledModule module) {
    return new InstalledModule(
        module.module().value(), module.version(), installedAs(module.installedAs()));
  }

  static ApprovedItem approved(PlannedModule planned, JobEffect effect) {
    Optional<Restore> restore = effect.restoreOf(planned);
    return new ApprovedItem(
        planned.module().value(),
        planned.version(),
        planned.fromVersion().or(() -> restore.map(Restore::version)).orElse(null),
        action(planned),
        installedAs(planned.installedAs()),
        planned.digest(),
        planned.packageSize(),
        planned.packageLocation(),
        planned.requires().entrySet().stream()
            .map(one -> new ModuleRequirement(one.getKey(), one.getValue()))
            .toList(),
        effect.parametersOf(planned),
        restore.map(Restore::keptData).orElse(null));
  }

  private static PlanAction action(PlannedModule planned) {
    return PlanAction.valueOf(planned.action().name());
  }

  static JobOutcome outcome(JobState state) {
    return state == JobState.SUCCEEDED ? JobOutcome.SUCCEEDED : JobOutcome.FAILED;
  }

  static StopReason reason(io.tenantry.tenantmodule.domain.job.StopReason reason) {
    return StopReason.valueOf(reason.name());
  }

  static List<ModuleResult> results(Job job) {
    return job.state() == JobState.SUCCEEDED
        ? job.plan().stream()
            .map(one -> new ModuleResult(one.module().value(), one.version(), action(one)))
            .toList()
        : List.of();
  }

  static List<Permission> permissions(
      io.tenantry.tenantmodule.domain.module.InstalledModule module) {
    return module.permissions().stream()
        .map(one -> new Permission(one.name(), one.description()))
        .toList();
  }

  static DataLocation location(io.tenantry.tenantmodule.domain.module.InstalledModule module) {
    return new DataLocation(
        module.location().server(),
        module.location().database(),
        module.location().schema(),
        module.location().runtimeRole(),
        module.location().runtimeSecret());
  }
}
