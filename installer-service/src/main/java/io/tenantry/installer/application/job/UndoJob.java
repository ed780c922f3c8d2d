package io.tenantry.installer.application.job;

import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.TaskLostException;
import io.tenantry.installer.application.port.Migrator.DatabaseRefused;
import io.tenantry.installer.application.port.Provisioner.NotProvisioned;
import io.tenantry.installer.application.port.Shift;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.task.Failure;
import io.tenantry.installer.domain.task.Step;
import io.tenantry.installer.domain.task.StepOutcome;
import io.tenantry.installer.domain.task.StepState;
import java.util.Comparator;
import java.util.List;

/** Undoes what a job has begun, in the reverse order. */
public final class UndoJob {

  private static final int NO_STEP = -1;
  private static final String NOT_TRIED = "Not tried, because an earlier undo failed.";

  private final JobLedger ledger;
  private final StepWorks works;
  private final StepTimes times;
  private final Shift shift;

  public UndoJob(JobLedger ledger, StepWorks works, StepTimes times, Shift shift) {
    this.ledger = ledger;
    this.works = works;
    this.times = times;
    this.shift = shift;
  }

  /** Goes on with the undo until it is done, has failed, or has to wait. */
  public Progress run(Claim claim, DatabaseRef database) {
    List<Step> steps = begunLastFirst(claim);
    for (Step step : steps) {
      if (claim.steps().get(step.position()) == StepState.UNDONE) {
        continue;
      }
      if (shift.isOver()) {
        return Progress.BUSY;
      }
      ledger.undoing(claim, step);
      StepOutcome outcome =
          times.of(step, true, () -> undo(new StepContext(claim, step, database)));
      Progress progress =
          outcome.fold(
              done -> complete(claim, step, done),
              failed -> giveUp(claim, database, step.position(), failed.failure().detail()),
              busy -> Progress.BUSY,
              waiting -> Progress.OVER,
              lost -> {
                throw new TaskLostException(claim.taskId());
              });
      if (progress != Progress.NEXT) {
        return progress;
      }
    }
    ledger.rolledBack(claim, steps);
    return Progress.OVER;
  }

  /** Leaves the undo to an operator, with all that is needed. */
  public void giveUp(Claim claim, DatabaseRef database, String reason) {
    int failed =
        begunLastFirst(claim).stream()
            .filter(step -> claim.steps().get(step.position()) != StepState.UNDONE)
            .mapToInt(Step::position)
            .findFirst()
            .orElse(NO_STEP);
    giveUp(claim, database, failed, reason);
  }

  /** Closes a job of which no step had begun. */
  public Progress withoutDatabase(Claim claim) {
    ledger.rolledBack(claim, List.of());
    return Progress.OVER;
  }

  private Progress giveUp(Claim claim, DatabaseRef database, int failed, String reason) {
    List<Step> steps = begunLastFirst(claim);
    List<Step> undone = steps.stream().filter(step -> step.position() > failed).toList();
    List<Step> left = steps.stream().filter(step -> step.position() <= failed).toList();
    ledger.rollbackFailed(
        claim,
        undone,
        () ->
            works.remaining(
                claim, left, database, step -> step.position() == failed ? reason : NOT_TRIED));
    return Progress.OVER;
  }

  private StepOutcome undo(StepContext context) {
    try {
      return works.of(context.step().name()).undo(context);
    } catch (DatabaseRefused e) {
      return new StepOutcome.Failed(Failure.of("database-refused", e.getMessage()));
    } catch (NotProvisioned e) {
      return new StepOutcome.Failed(Failure.of(e.code(), e.getMessage()));
    }
  }

  private Progress complete(Claim claim, Step step, StepOutcome.Done done) {
    ledger.undone(claim, step, done.detail());
    return Progress.NEXT;
  }

  /** The steps that may have left something, in the order in which they are undone. */
  static List<Step> begunLastFirst(Claim claim) {
    return claim.job().orElseThrow().steps().stream()
        .filter(step -> claim.steps().containsKey(step.position()))
        .sorted(Comparator.comparing(Step::position).reversed())
        .toList();
  }
}
