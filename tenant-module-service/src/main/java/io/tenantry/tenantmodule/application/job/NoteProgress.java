package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Commit;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.Jobs;
import io.tenantry.tenantmodule.application.port.UnitOfWork;

/** Notes progress: one guarded update, because there is a lot of it and later replaces earlier. */
public final class NoteProgress {

  private final Jobs jobs;
  private final UnitOfWork unitOfWork;

  public NoteProgress(Jobs jobs, UnitOfWork unitOfWork) {
    this.jobs = jobs;
    this.unitOfWork = unitOfWork;
  }

  public Uni<Void> on(JobProgress progress) {
    return unitOfWork.run(
        Commit.JOB_PROGRESSED, Scope.of(progress.tenantId()), () -> jobs.progress(progress));
  }
}
