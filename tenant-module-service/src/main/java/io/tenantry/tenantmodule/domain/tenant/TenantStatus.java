package io.tenantry.tenantmodule.domain.tenant;

/** Where a tenant is in its life. */
public enum TenantStatus {
  /** Its database is being made; jobs wait. */
  PROVISIONING,
  /** Its database is there; jobs run. */
  READY,
  /** Its database could not be made. */
  PROVISIONING_FAILED
}
