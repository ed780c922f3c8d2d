package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Commit;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.Jobs;
import io.tenantry.tenantmodule.application.port.Tenants;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import java.util.Optional;
import java.util.UUID;

/** The way of everybody who changes a job by its id: tenant and job locked, both in scope. */
public final class JobChange {

  private final Tenants tenants;
  private final Jobs jobs;
  private final UnitOfWork unitOfWork;

  public JobChange(Tenants tenants, Jobs jobs, UnitOfWork unitOfWork) {
    this.tenants = tenants;
    this.jobs = jobs;
    this.unitOfWork = unitOfWork;
  }

  /** Does it in one unit of work; empty when there is no such job in the scope. */
  <T> Uni<Optional<T>> of(Commit name, UUID id, Scope scope, Action<T> action) {
    return unitOfWork.run(
        name,
        scope,
        () ->
            tenants
                .lockOwnerOf(id)
                .chain(
                    tenant ->
                        tenant
                            .map(owner -> change(owner, id, action))
                            .orElseGet(() -> Uni.createFrom().item(Optional.empty()))));
  }

  private <T> Uni<Optional<T>> change(Tenant tenant, UUID id, Action<T> action) {
    return jobs.lock(id)
        .chain(
            job ->
                job.map(one -> action.run(tenant, one).map(Optional::of))
                    .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
  }

  /** What is done with the job. */
  @FunctionalInterface
  interface Action<T> {

    Uni<T> run(Tenant tenant, Job job);
  }
}
