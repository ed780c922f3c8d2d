package io.tenantry.tenantmodule.domain.tenant;

import java.time.Instant;
import java.util.Optional;

/** A customer of the platform, with the place where its data lives. */
public record Tenant(
    TenantId id,
    String name,
    Isolation isolation,
    TenantStatus status,
    Optional<DatabaseLocation> database,
    Optional<ProvisioningProblem> problem,
    Instant registeredAt) {

  public static Tenant registered(TenantId id, String name, Isolation isolation, Instant now) {
    return new Tenant(
        id, name, isolation, TenantStatus.PROVISIONING, Optional.empty(), Optional.empty(), now);
  }

  public boolean isReady() {
    return status == TenantStatus.READY;
  }

  /** Whether jobs may be accepted: they wait until the database is there. */
  public boolean acceptsJobs() {
    return status != TenantStatus.PROVISIONING_FAILED;
  }

  /** Its database is there; also when that was said to have failed before. */
  public Tenant provisioned(DatabaseLocation location) {
    return new Tenant(
        id,
        name,
        isolation,
        TenantStatus.READY,
        Optional.of(location),
        Optional.empty(),
        registeredAt);
  }

  /** Its database could not be made; a tenant that is ready stays so. */
  public Tenant provisioningFailed(ProvisioningProblem reason) {
    return isReady()
        ? this
        : new Tenant(
            id,
            name,
            isolation,
            TenantStatus.PROVISIONING_FAILED,
            Optional.empty(),
            Optional.of(reason),
            registeredAt);
  }
}
