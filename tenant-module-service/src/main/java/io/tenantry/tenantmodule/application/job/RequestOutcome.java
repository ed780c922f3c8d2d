package io.tenantry.tenantmodule.application.job;

import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.module.InstalledModule;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** What came of the request for a job. */
public sealed interface RequestOutcome {

  /** Handles every case. */
  default <R> R fold(
      Function<Job, R> accepted,
      Supplier<R> noSuchTenant,
      Function<Tenant, R> tenantNotUsable,
      Function<Tenant, R> tenantSuspended,
      Function<Job, R> inProgress,
      Function<InstalledModule, R> alreadyInstalled,
      Function<ModuleName, R> notInstalled,
      Function<NotRestorable, R> notRestorable) {
    if (this instanceof Accepted one) {
      return accepted.apply(one.job());
    }
    if (this instanceof NoSuchTenant) {
      return noSuchTenant.get();
    }
    if (this instanceof TenantNotUsable one) {
      return tenantNotUsable.apply(one.tenant());
    }
    if (this instanceof TenantSuspended one) {
      return tenantSuspended.apply(one.tenant());
    }
    if (this instanceof InProgress one) {
      return inProgress.apply(one.job());
    }
    if (this instanceof AlreadyInstalled one) {
      return alreadyInstalled.apply(one.module());
    }
    return this instanceof NotInstalled one
        ? notInstalled.apply(one.module())
        : notRestorable.apply((NotRestorable) this);
  }

  record Accepted(Job job) implements RequestOutcome {}

  record NoSuchTenant() implements RequestOutcome {}

  /** The tenant has no database, and there will be none by itself. */
  record TenantNotUsable(Tenant tenant) implements RequestOutcome {}

  /** Nothing new is begun for the tenant. */
  record TenantSuspended(Tenant tenant) implements RequestOutcome {}

  /** A job for the same tenant and module has not ended. */
  record InProgress(Job job) implements RequestOutcome {}

  record AlreadyInstalled(InstalledModule module) implements RequestOutcome {}

  /** There is nothing that could be changed. */
  record NotInstalled(ModuleName module) implements RequestOutcome {}

  /** The tenant has no such data of the module, or it is about to be destroyed. */
  record NotRestorable(UUID keptData, ModuleName module) implements RequestOutcome {}
}
