package io.tenantry.installer.application.job;

import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.TaskLostException;
import io.tenantry.installer.application.port.Migrator.DatabaseRefused;
import io.tenantry.installer.application.port.Packages;
import io.tenantry.installer.application.port.Provisioner.NotProvisioned;
import io.tenantry.installer.application.port.Shift;
import io.tenantry.installer.domain.InvalidValue;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.task.Failure;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.Step;
import io.tenantry.installer.domain.task.StepOutcome;
import io.tenantry.installer.domain.task.StepState;
import java.util.Optional;

/** Does the steps of a job that are not done yet, one after the other. */
public final class PerformJob {

  private final JobLedger ledger;
  private final StepWorks works;
  private final StepTimes times;
  private final Shift shift;

  public PerformJob(JobLedger ledger, StepWorks works, StepTimes times, Shift shift) {
    this.ledger = ledger;
    this.works = works;
    this.times = times;
    this.shift = shift;
  }

  /** Goes on with the job until it is done, has failed, was stopped, or has to wait. */
  public Progress run(Claim claim, DatabaseRef database) {
    Job job = claim.job().orElseThrow();
    for (Step step : job.steps()) {
      if (claim.steps().get(step.position()) == StepState.COMPLETED) {
        continue;
      }
      if (shift.isOver()) {
        return Progress.BUSY;
      }
      if (ledger.started(claim, step) == Progress.OVER) {
        times.turnedBack("stopped");
        return Progress.OVER;
      }
      StepOutcome outcome =
          times.of(step, false, () -> perform(new StepContext(claim, step, database)));
      Progress progress =
          outcome.fold(
              done -> complete(claim, step, done),
              failed -> fail(claim, step, failed),
              busy -> Progress.BUSY,
              waiting -> Progress.OVER,
              lost -> {
                throw new TaskLostException(claim.taskId());
              });
      if (progress != Progress.NEXT) {
        return progress;
      }
    }
    ledger.finished(claim, database);
    return Progress.OVER;
  }

  /** Fails the job at the step that it has come to. */
  public void giveUp(Claim claim, Failure reason) {
    Optional<Step> current =
        claim.job().orElseThrow().steps().stream()
            .filter(step -> claim.steps().get(step.position()) != StepState.COMPLETED)
            .findFirst();
    ledger.failed(claim, current, reason);
    times.turnedBack(reason.code());
  }

  /** Fails the job before its first step, because there is nowhere to do it. */
  public Progress withoutDatabase(Claim claim) {
    String detail = "Tenant %s has no database.".formatted(claim.tenantId());
    ledger.failed(claim, Optional.empty(), Failure.of("no-database", detail));
    return Progress.OVER;
  }

  private StepOutcome perform(StepContext context) {
    try {
      return works.of(context.step().name()).perform(context);
    } catch (Packages.Corrupt e) {
      return new StepOutcome.Failed(Failure.of("package-corrupt", e.getMessage()));
    } catch (NotProvisioned e) {
      return new StepOutcome.Failed(Failure.of(e.code(), e.getMessage()));
    } catch (DatabaseRefused e) {
      return new StepOutcome.Failed(Failure.of("database-refused", e.getMessage()));
    } catch (InvalidValue e) {
      return new StepOutcome.Failed(Failure.of("package-invalid", e.getMessage() + "."));
    }
  }

  private Progress complete(Claim claim, Step step, StepOutcome.Done done) {
    ledger.completed(claim, step, done.detail());
    return Progress.NEXT;
  }

  private Progress fail(Claim claim, Step step, StepOutcome.Failed failed) {
    ledger.failed(claim, Optional.of(step), failed.failure());
    times.turnedBack(failed.failure().code());
    return Progress.OVER;
  }
}
