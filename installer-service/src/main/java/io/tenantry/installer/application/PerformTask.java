package io.tenantry.installer.application;

import io.tenantry.installer.application.job.PerformJob;
import io.tenantry.installer.application.job.Progress;
import io.tenantry.installer.application.job.UndoJob;
import io.tenantry.installer.application.kept.PurgeKeptData;
import io.tenantry.installer.application.port.Measures;
import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import io.tenantry.installer.application.port.Packages;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.application.tenant.ProvisionDatabase;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.task.Failure;
import io.tenantry.installer.domain.task.TaskState;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/** Does a task that a worker has taken, and decides what happens when it cannot go on. */
public final class PerformTask {

  private static final Logger LOG = System.getLogger(PerformTask.class.getName());
  private static final String INTERNAL_ERROR = "internal-error";

  private final ProvisionDatabase provisionDatabase;
  private final PerformJob performJob;
  private final UndoJob undoJob;
  private final PurgeKeptData purgeKeptData;
  private final Tasks tasks;
  private final UnitOfWork unitOfWork;
  private final Patience patience;
  private final Measures measures;

  public PerformTask(
      ProvisionDatabase provisionDatabase,
      PerformJob performJob,
      UndoJob undoJob,
      PurgeKeptData purgeKeptData,
      Tasks tasks,
      UnitOfWork unitOfWork,
      Patience patience,
      Measures measures) {
    this.provisionDatabase = provisionDatabase;
    this.performJob = performJob;
    this.undoJob = undoJob;
    this.purgeKeptData = purgeKeptData;
    this.tasks = tasks;
    this.unitOfWork = unitOfWork;
    this.patience = patience;
    this.measures = measures;
  }

  /** Never throws for what a task may meet: it goes on, waits, turns back, or is lost. */
  public void run(Claim claim) {
    try {
      goOn(claim);
    } catch (TaskLostException e) {
      LOG.log(Level.INFO, "{0} tenantId={1}", e.getMessage(), claim.tenantId());
    }
  }

  private void goOn(Claim claim) {
    try {
      if (progress(claim) == Progress.BUSY) {
        postpone(claim, patience.whenBusy(), current(claim).attempts());
      }
    } catch (DatabaseUnavailable | Packages.OutOfReach e) {
      waitOrGiveUp(current(claim), Failure.of("out-of-reach", e.getMessage()));
    } catch (TaskLostException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      LOG.log(Level.ERROR, "jobId=" + claim.taskId() + " met something unexpected", e);
      waitOrGiveUp(current(claim), Failure.of(INTERNAL_ERROR, e.toString()));
    }
  }

  private Progress progress(Claim claim) {
    if (claim.purge().isPresent()) {
      return purgeKeptData.run(claim);
    }
    if (claim.job().isPresent()) {
      return runJob(claim);
    }
    provisionDatabase.run(claim);
    return Progress.OVER;
  }

  private Progress runJob(Claim claim) {
    Optional<DatabaseRef> database = databaseOf(claim);
    boolean undoing = claim.state() == TaskState.UNDOING;
    if (database.isEmpty()) {
      return undoing ? undoJob.withoutDatabase(claim) : performJob.withoutDatabase(claim);
    }
    return undoing ? undoJob.run(claim, database.get()) : performJob.run(claim, database.get());
  }

  /**
   * A job gives up some time, because its tenant waits for it. A database that cannot be made now
   * is made later, unless it is the installer that is wrong. A purge never gives up: it has to be
   * done, whatever is in its way.
   */
  private void waitOrGiveUp(Claim now, Failure reason) {
    int attempts = now.attempts() + 1;
    LOG.log(
        Level.WARNING,
        "jobId={0} tenantId={1} cannot go on for the {2}. time: {3}",
        now.taskId(),
        now.tenantId(),
        attempts,
        reason.detail());
    boolean mayWait = now.job().isEmpty() && !reason.code().equals(INTERNAL_ERROR);
    if (now.purge().isPresent() || mayWait || !patience.isExhausted(attempts)) {
      measures.retried(reason.code());
      postpone(now, patience.pause(attempts), attempts);
    } else if (now.job().isEmpty()) {
      provisionDatabase.giveUp(now, reason);
    } else if (now.state() == TaskState.UNDOING) {
      databaseOf(now).ifPresent(database -> undoJob.giveUp(now, database, reason.detail()));
    } else {
      performJob.giveUp(now, reason);
    }
  }

  /** What the worker has done since it took the task counts, too. */
  private Claim current(Claim claim) {
    return unitOfWork
        .await(() -> tasks.current(claim))
        .orElseThrow(() -> new TaskLostException(claim.taskId()));
  }

  private Optional<DatabaseRef> databaseOf(Claim claim) {
    return unitOfWork.await(() -> tasks.databaseOf(claim.tenantId()));
  }

  private void postpone(Claim claim, Duration pause, int attempts) {
    unitOfWork.<Void>await(Commit.TASK_POSTPONED, () -> tasks.postpone(claim, pause, attempts));
  }
}
