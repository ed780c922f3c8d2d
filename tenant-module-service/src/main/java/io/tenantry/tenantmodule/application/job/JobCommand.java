package io.tenantry.tenantmodule.application.job;

import io.tenantry.tenantmodule.domain.InvalidValue;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobKind;
import io.tenantry.tenantmodule.domain.job.JobOptions;
import io.tenantry.tenantmodule.domain.job.Restore;
import io.tenantry.tenantmodule.domain.module.InstalledModule;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.Optional;
import java.util.UUID;

/**
 * Do that with a module of that tenant. What is not said of an upgrade stays as it is installed; of
 * an installation, every version will do, and there are no parameters.
 *
 * @param versionRange in npm's notation
 * @param parameters JSON object
 * @param restores kept data that an installation begins with
 * @param retryOf the failed job that asked for the same
 */
public record JobCommand(
    TenantId tenantId,
    JobKind kind,
    ModuleName module,
    Optional<String> versionRange,
    Optional<String> parameters,
    JobOptions options,
    Optional<UUID> restores,
    Optional<UUID> retryOf) {

  private static final String ANY_VERSION = "*";
  private static final String NO_PARAMETERS = "{}";

  public JobCommand {
    if (kind == JobKind.UPGRADE && versionRange.isEmpty() && parameters.isEmpty()) {
      throw new InvalidValue("An upgrade says a version, parameters, or both");
    }
  }

  /** A wish that was not there before. */
  public JobCommand(
      TenantId tenantId,
      JobKind kind,
      ModuleName module,
      Optional<String> versionRange,
      Optional<String> parameters,
      boolean allowPrereleases) {
    this(
        tenantId,
        kind,
        module,
        versionRange,
        parameters,
        JobOptions.prereleases(allowPrereleases),
        Optional.empty(),
        Optional.empty());
  }

  /** An installation that begins with what an earlier one has left. */
  public JobCommand restoring(UUID keptData) {
    return new JobCommand(
        tenantId, kind, module, versionRange, parameters, options, Optional.of(keptData), retryOf);
  }

  /** The module is to go; all that an uninstallation says of it is what the tenant has. */
  public static JobCommand uninstall(TenantId tenantId, ModuleName module, JobOptions options) {
    return new JobCommand(
        tenantId,
        JobKind.UNINSTALL,
        module,
        Optional.empty(),
        Optional.empty(),
        options,
        Optional.empty(),
        Optional.empty());
  }

  /** What that job was asked for. */
  static JobCommand again(Job job) {
    return new JobCommand(
        job.tenantId(),
        job.kind(),
        job.module(),
        saidBy(job, job.versionRange()),
        saidBy(job, job.parameters()),
        job.options(),
        job.restore().map(Restore::keptData),
        Optional.of(job.id()));
  }

  private static Optional<String> saidBy(Job job, String text) {
    return Optional.of(text).filter(said -> job.kind() != JobKind.UNINSTALL);
  }

  /** In the audit trail. */
  String action() {
    return switch (kind) {
      case INSTALL -> "installation.requested";
      case UPGRADE -> "upgrade.requested";
      case UNINSTALL -> "uninstallation.requested";
    };
  }

  /** The whole wish, given the module as the tenant has it, and what it is to begin with. */
  Job.Request request(Optional<InstalledModule> installed, Optional<Restore> restore) {
    return new Job.Request(
        kind,
        module,
        versionRange.or(() -> installed.map(InstalledModule::version)).orElse(ANY_VERSION),
        parameters.or(() -> installed.map(InstalledModule::parameters)).orElse(NO_PARAMETERS),
        options,
        restore,
        retryOf);
  }
}
