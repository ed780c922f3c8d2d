package io.tenantry.tenantmodule.domain.module;

import io.tenantry.tenantmodule.domain.job.JobKind;
import io.tenantry.tenantmodule.domain.job.JobState;
import java.util.Optional;

/** The status of a tenant's module, in the words that users know. */
public enum ModuleStatus {
  PENDING,
  VALIDATING,
  INSTALLING,
  UPGRADING,
  UNINSTALLING,
  ACTIVE,
  ROLLING_BACK,
  FAILED,
  MANUAL_INTERVENTION;

  /**
   * What a module looks like with that version installed and that job running or ended last.
   *
   * @return empty when the tenant has no such module and never asked for it, or has removed it
   */
  public static Optional<ModuleStatus> of(
      boolean installed, Optional<JobKind> kind, Optional<JobState> state) {
    if (state.isEmpty() || kind.isEmpty()) {
      return installed ? Optional.of(ACTIVE) : Optional.empty();
    }
    return switch (state.get()) {
      case PENDING -> Optional.of(PENDING);
      case VALIDATING -> Optional.of(VALIDATING);
      case RUNNING -> Optional.of(running(kind.get()));
      case ROLLING_BACK -> Optional.of(ROLLING_BACK);
      case MANUAL_INTERVENTION -> Optional.of(MANUAL_INTERVENTION);
      case SUCCEEDED -> installed ? Optional.of(ACTIVE) : Optional.empty();
      case FAILED -> failed(installed, kind.get());
    };
  }

  /** Only an installation can fail a module that is not there; others failed while it still was. */
  private static Optional<ModuleStatus> failed(boolean installed, JobKind kind) {
    if (installed) {
      return Optional.of(ACTIVE);
    }
    return kind == JobKind.INSTALL ? Optional.of(FAILED) : Optional.empty();
  }

  private static ModuleStatus running(JobKind kind) {
    return switch (kind) {
      case INSTALL -> INSTALLING;
      case UPGRADE -> UPGRADING;
      case UNINSTALL -> UNINSTALLING;
    };
  }
}
