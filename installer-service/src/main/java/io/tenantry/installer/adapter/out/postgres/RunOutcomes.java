package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.adapter.out.postgres.RunRegister.Attempt;
import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.application.port.Migrator.Run;
import java.util.Optional;

/** What a run's record means. */
final class RunOutcomes {

  private RunOutcomes() {}

  /** The outcome of an attempt whose session has ended; empty when there is more to do. */
  static Optional<Outcome> of(Run run, Attempt attempt) {
    return switch (attempt) {
      case NOTHING_DONE, PARTLY_DONE -> Optional.empty();
      case DONE -> Optional.of(new Outcome.Applied(0));
      case BROKEN_OUT ->
          Optional.of(
              new Outcome.BrokenOut(
                  "a script of module %s ended the transaction of its run by itself"
                      .formatted(run.module())));
      case GOING_ON ->
          throw new DatabaseUnavailable(
              "the transaction of run %s has not ended yet".formatted(run.id()), null);
    };
  }
}
