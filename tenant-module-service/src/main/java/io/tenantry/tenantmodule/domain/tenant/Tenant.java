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
    Instant registeredAt,
    Optional<Suspension> suspension) {

  public static Tenant registered(TenantId id, String name, Isolation isolation, Instant now) {
    return new Tenant(
        id,
        name,
        isolation,
        TenantStatus.PROVISIONING,
        Optional.empty(),
        Optional.empty(),
        now,
        Optional.empty());
  }

  public boolean isReady() {
    return status == TenantStatus.READY;
  }

  public boolean isSuspended() {
    return suspension.isPresent();
  }

  /** Whether a job may leave the queue. */
  public boolean runsJobs() {
    return isReady() && !isSuspended();
  }

  /** Whether there is, or will be, a database: jobs wait until it is there. */
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
        registeredAt,
        suspension);
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
            registeredAt,
            suspension);
  }

  /** What runs goes on to its end; nothing new is begun. */
  public Tenant suspended(String reason, Instant now) {
    return with(Optional.of(new Suspension(reason, now)));
  }

  public Tenant resumed() {
    return with(Optional.empty());
  }

  private Tenant with(Optional<Suspension> change) {
    return new Tenant(id, name, isolation, status, database, problem, registeredAt, change);
  }
}
