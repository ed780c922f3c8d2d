package io.tenantry.tenantmodule.domain.keptdata;

/** What is done with kept data. */
public enum KeptDataStatus {
  /** It waits to be restored or purged. */
  KEPT,
  /** A job that has not ended installs its module with it. */
  RESTORING,
  /** It is being destroyed. */
  PURGING
}
