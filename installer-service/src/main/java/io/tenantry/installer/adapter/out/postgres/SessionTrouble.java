package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.adapter.out.postgres.ModuleSession.ScriptFailed;
import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.config.InstallerSettings;
import io.tenantry.installer.domain.migration.ScriptFailure;
import java.sql.SQLException;
import java.util.Optional;

/** What a module's session met, for the case that the record tells of nothing. */
record SessionTrouble(Optional<ScriptFailure> failure, Optional<SQLException> lost) {

  /** A script failed, or the session was gone before it could. */
  static SessionTrouble of(ScriptFailed e) {
    return e.lostSession()
        ? lost((SQLException) e.getCause())
        : new SessionTrouble(Optional.of(e.failure()), Optional.empty());
  }

  /** Something failed that is not one script. */
  static SessionTrouble of(String detail, Optional<String> sqlState) {
    return new SessionTrouble(
        Optional.of(new ScriptFailure("", Optional.empty(), sqlState, Optional.empty(), detail)),
        Optional.empty());
  }

  static SessionTrouble tooLong(InstallerSettings.Migrations limits) {
    return of(
        "The scripts took longer than %d s and were ended."
            .formatted(limits.runTimeout().toSeconds()),
        Optional.empty());
  }

  static SessionTrouble lost(SQLException cause) {
    return new SessionTrouble(Optional.empty(), Optional.of(cause));
  }

  static SessionTrouble fencedOut() {
    return new SessionTrouble(Optional.empty(), Optional.empty());
  }

  /**
   * What it means.
   *
   * @throws DatabaseUnavailable when the session was lost
   */
  Outcome outcome() {
    if (failure.isPresent()) {
      return new Outcome.Failed(failure.get());
    }
    if (lost.isPresent()) {
      throw new DatabaseUnavailable(
          "the run has to be tried again: " + lost.get().getMessage(), lost.get());
    }
    return new Outcome.FencedOut();
  }
}
