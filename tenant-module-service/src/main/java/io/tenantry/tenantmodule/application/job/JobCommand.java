package io.tenantry.tenantmodule.application.job;

import io.tenantry.tenantmodule.domain.InvalidValue;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobKind;
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
 * @param retryOf the failed job that asked for the same
 */
public record JobCommand(
    TenantId tenantId,
    JobKind kind,
    ModuleName module,
    Optional<String> versionRange,
    Optional<String> parameters,
    boolean allowPrereleases,
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
    this(tenantId, kind, module, versionRange, parameters, allowPrereleases, Optional.empty());
  }

  /** What that job was asked for. */
  static JobCommand again(Job job) {
    return new JobCommand(
        job.tenantId(),
        job.kind(),
        job.module(),
        Optional.of(job.versionRange()),
        Optional.of(job.parameters()),
        job.allowPrereleases(),
        Optional.of(job.id()));
  }

  /** In the audit trail. */
  String action() {
    return switch (kind) {
      case INSTALL -> "installation.requested";
      case UPGRADE -> "upgrade.requested";
      case UNINSTALL -> "uninstallation.requested";
    };
  }

  /** The whole wish, given the module as the tenant has it. */
  Job.Request request(Optional<InstalledModule> installed) {
    return new Job.Request(
        kind,
        module,
        versionRange.or(() -> installed.map(InstalledModule::version)).orElse(ANY_VERSION),
        parameters.or(() -> installed.map(InstalledModule::parameters)).orElse(NO_PARAMETERS),
        allowPrereleases,
        retryOf);
  }
}
