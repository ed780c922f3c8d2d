package io.tenantry.installer.application.job;

import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.TaskLostException;
import io.tenantry.installer.application.port.JobEvents.Remaining;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.task.Step;
import io.tenantry.installer.domain.task.StepOutcome;
import io.tenantry.installer.domain.task.StepState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Undoes what a job has begun, in the reverse order. */
public final class UndoJob {

  private final JobLedger ledger;
  private final StepWorks works;

  public UndoJob(JobLedger ledger, StepWorks works) {
    this.ledger = ledger;
    this.works = works;
  }

  /** Goes on with the undo until it is done, has failed, or has to wait. */
  public Progress run(Claim claim, DatabaseRef database) {
    List<Step> steps = begunLastFirst(claim);
    for (Step step : steps) {
      if (claim.steps().get(step.position()) == StepState.UNDONE) {
        continue;
      }
      ledger.undoing(claim, step);
      StepOutcome outcome = works.of(step.name()).undo(new StepContext(claim, step, database));
      Progress progress =
          outcome.fold(
              done -> complete(claim, step, done),
              failed -> giveUp(claim, database, step, failed.failure().detail()),
              busy -> Progress.BUSY,
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
    begunLastFirst(claim).stream()
        .filter(step -> claim.steps().get(step.position()) != StepState.UNDONE)
        .findFirst()
        .ifPresent(step -> giveUp(claim, database, step, reason));
  }

  private Progress giveUp(Claim claim, DatabaseRef database, Step failed, String reason) {
    List<Step> undone = new ArrayList<>();
    List<Remaining> remaining = new ArrayList<>();
    for (Step step : begunLastFirst(claim)) {
      if (step.position() > failed.position()) {
        undone.add(step);
      } else {
        String detail = step.equals(failed) ? reason : "Not tried, because an earlier undo failed.";
        StepContext context = new StepContext(claim, step, database);
        remaining.add(new Remaining(step, detail, works.of(step.name()).remedy(context)));
      }
    }
    ledger.rollbackFailed(claim, undone, remaining);
    return Progress.OVER;
  }

  private Progress complete(Claim claim, Step step, StepOutcome.Done done) {
    ledger.undone(claim, step, done.detail());
    return Progress.NEXT;
  }

  private static List<Step> begunLastFirst(Claim claim) {
    List<Step> steps =
        new ArrayList<>(
            claim.job().orElseThrow().steps().stream()
                .filter(step -> claim.steps().containsKey(step.position()))
                .toList());
    Collections.reverse(steps);
    return steps;
  }
}
