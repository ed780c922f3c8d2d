package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Page;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.JobViews;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import java.util.Optional;
import java.util.UUID;

/** Reads jobs; those of other tenants do not exist for the reader. */
public final class FindJobs {

  private final JobViews views;
  private final UnitOfWork unitOfWork;

  public FindJobs(JobViews views, UnitOfWork unitOfWork) {
    this.views = views;
    this.unitOfWork = unitOfWork;
  }

  public Uni<Page<JobView>> page(
      Scope scope, JobViews.Filter filter, Optional<Long> below, int limit) {
    return unitOfWork.look(scope, () -> views.jobs(scope, filter, below, limit));
  }

  public Uni<Optional<JobView>> one(Scope scope, UUID id) {
    return unitOfWork.look(scope, () -> views.job(id));
  }
}
