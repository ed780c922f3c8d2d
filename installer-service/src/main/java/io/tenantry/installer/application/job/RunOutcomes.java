package io.tenantry.installer.application.job;

import io.tenantry.installer.application.port.Migrator;
import io.tenantry.installer.domain.task.Failure;
import io.tenantry.installer.domain.task.StepOutcome;
import java.util.function.IntFunction;

/** What a run of scripts means for its step. */
final class RunOutcomes {

  private RunOutcomes() {}

  /** Takes what is said about a run that applied so many scripts. */
  static StepOutcome of(Migrator.Outcome outcome, IntFunction<String> done) {
    return outcome.fold(
        applied -> new StepOutcome.Done(done.apply(applied.scripts())),
        failure -> new StepOutcome.Failed(Failure.of(failure)),
        drift ->
            new StepOutcome.Failed(
                Failure.of("drift", drift.script() + ": " + drift.explanation())),
        brokenOut -> new StepOutcome.Failed(Failure.of("broke-out", brokenOut.detail() + ".")),
        fencedOut -> new StepOutcome.TaskLost());
  }

  static StepOutcome ofReversal(Migrator.Outcome outcome) {
    return of(
        outcome,
        scripts ->
            switch (scripts) {
              case 0 -> "as before";
              case 1 -> "1 undo script";
              default -> scripts + " undo scripts";
            });
  }

  static StepOutcome ofMigration(Migrator.Outcome outcome) {
    return of(outcome, scripts -> scripts == 1 ? "1 script" : scripts + " scripts");
  }
}
