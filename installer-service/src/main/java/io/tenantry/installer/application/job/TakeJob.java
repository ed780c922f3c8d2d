package io.tenantry.installer.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Commit;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.domain.task.Job;
import java.util.UUID;

/** Takes an approved job. */
public final class TakeJob {

  private final Tasks tasks;
  private final RepeatOutcome repeatOutcome;
  private final UnitOfWork unitOfWork;

  public TakeJob(Tasks tasks, RepeatOutcome repeatOutcome, UnitOfWork unitOfWork) {
    this.tasks = tasks;
    this.repeatOutcome = repeatOutcome;
    this.unitOfWork = unitOfWork;
  }

  /** A job that is known already is not begun again; what came of it is told again. */
  public Uni<Void> onApproved(UUID eventId, Job job, Origin origin) {
    return unitOfWork.oncePer(
        Commit.JOB_TAKEN,
        eventId,
        () ->
            tasks
                .addJob(job, origin)
                .chain(
                    isNew ->
                        isNew ? Uni.createFrom().voidItem() : repeatOutcome.of(job.id(), origin)));
  }
}
