package io.tenantry.installer.application;

import io.tenantry.installer.application.job.PerformJob;
import io.tenantry.installer.application.job.Progress;
import io.tenantry.installer.application.job.UndoJob;
import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import io.tenantry.installer.application.port.Packages;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.application.tenant.ProvisionDatabase;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.task.TaskState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Does a task that a worker has taken, and decides what happens when it cannot go on. */
public final class PerformTask {

  private static final Logger LOG = System.getLogger(PerformTask.class.getName());

  private final ProvisionDatabase provisionDatabase;
  private final PerformJob performJob;
  private final UndoJob undoJob;
  private final Tasks tasks;
  private final UnitOfWork unitOfWork;
  private final Patience patience;

  public PerformTask(
      ProvisionDatabase provisionDatabase,
      PerformJob performJob,
      UndoJob undoJob,
      Tasks tasks,
      UnitOfWork unitOfWork,
      Patience patience) {
    this.provisionDatabase = provisionDatabase;
    this.performJob = performJob;
    this.undoJob = undoJob;
    this.tasks = tasks;
    this.unitOfWork = unitOfWork;
    this.patience = patience;
  }

  /** Never throws for what a task may meet: it goes on, waits, turns back, or is lost. */
  public void run(Claim claim) {
    try {
      if (claim.job().isEmpty()) {
        provisionDatabase.run(claim);
      } else if (runJob(claim) == Progress.BUSY) {
        postpone(claim, patience.whenBusy(), claim.attempts());
      }
    } catch (TaskLostException e) {
      LOG.log(Level.INFO, "{0} tenantId={1}", e.getMessage(), claim.tenantId());
    } catch (DatabaseUnavailable | Packages.OutOfReach e) {
      waitOrGiveUp(claim, e);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "jobId=" + claim.taskId() + " met something unexpected", e);
      waitOrGiveUp(claim, e);
    }
  }

  private Progress runJob(Claim claim) {
    DatabaseRef database = databaseOf(claim);
    return claim.state() == TaskState.UNDOING
        ? undoJob.run(claim, database)
        : performJob.run(claim, database);
  }

  private DatabaseRef databaseOf(Claim claim) {
    return unitOfWork
        .await(() -> tasks.databaseOf(claim.tenantId()))
        .orElseThrow(
            () -> new IllegalStateException("tenant " + claim.tenantId() + " has no database"));
  }

  private void waitOrGiveUp(Claim claim, RuntimeException reason) {
    int attempts = claim.attempts() + 1;
    LOG.log(
        Level.WARNING,
        "jobId={0} tenantId={1} cannot go on for the {2}. time: {3}",
        claim.taskId(),
        claim.tenantId(),
        attempts,
        reason.toString());
    if (!patience.isExhausted(attempts) || claim.job().isEmpty()) {
      postpone(claim, patience.pause(attempts), attempts);
    } else if (claim.state() == TaskState.UNDOING) {
      undoJob.giveUp(claim, databaseOf(claim), reason.toString());
    } else {
      performJob.giveUp(claim, reason.toString());
    }
  }

  private void postpone(Claim claim, Duration pause, int attempts) {
    unitOfWork.<Void>await(() -> tasks.postpone(claim, pause, attempts));
  }
}
