package io.tenantry.installer.application.port;

import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.migration.MigrationPlan.Drift;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.migration.ScriptFailure;
import io.tenantry.installer.domain.plan.ModuleName;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Runs a module's scripts in a database, as foreign code: in one transaction, by a role that can do
 * nothing else, fenced against a worker that lost the task.
 */
public interface Migrator {

  /**
   * Applies the versioned scripts that the schema's history does not tell about. Run again with the
   * same run id, it finds out what came of the earlier attempt and goes on from there.
   *
   * @throws DatabaseUnavailable when the database cannot be reached or is busy; a later try may
   *     work
   * @throws DatabaseRefused when a later try will not work either
   */
  Outcome migrate(Run run, List<Script> scripts, Grants grants);

  /**
   * Runs the setup scripts, which see the parameters as {@code
   * current_setting('tenantry.parameters')}.
   *
   * @throws DatabaseUnavailable when the database cannot be reached or is busy; a later try may
   *     work
   * @throws DatabaseRefused when a later try will not work either
   */
  Outcome setUp(Run run, List<Script> scripts, String parameters);

  /**
   * Removes everything that the module's runs made in the database: its schema, its role, what that
   * role owns anywhere, and the records of its runs. What is gone already is no error.
   *
   * @throws DatabaseUnavailable when the database cannot be reached or is busy; a later try may
   *     work
   * @throws DatabaseRefused when a later try will not work either
   */
  Outcome remove(Run run);

  /** Commands with which an operator does what {@link #remove} does. */
  List<String> removalCommands(DatabaseRef database, ModuleName module);

  /**
   * One attempt to change a module's schema.
   *
   * @param id the same for every attempt of the same step of the same job
   * @param fence rises with every worker that takes the task over
   * @param dependencies modules whose tables the scripts may read and refer to
   */
  record Run(
      UUID id, DatabaseRef database, ModuleName module, long fence, List<ModuleName> dependencies) {

    public Run {
      dependencies = List.copyOf(dependencies);
    }
  }

  /** What came of a run. */
  sealed interface Outcome {

    /** Handles every case. */
    default <R> R fold(
        Function<Applied, R> applied,
        Function<ScriptFailure, R> failed,
        Function<Drift, R> drifted,
        Function<BrokenOut, R> brokenOut,
        Function<FencedOut, R> fencedOut) {
      if (this instanceof Applied one) {
        return applied.apply(one);
      }
      if (this instanceof Failed one) {
        return failed.apply(one.failure());
      }
      if (this instanceof Drifted one) {
        return drifted.apply(one.drift());
      }
      return this instanceof BrokenOut one
          ? brokenOut.apply(one)
          : fencedOut.apply((FencedOut) this);
    }

    /** Everything is there, by this attempt or an earlier one; so many scripts ran now. */
    record Applied(int scripts) implements Outcome {}

    /** A script failed and the transaction was rolled back. */
    record Failed(ScriptFailure failure) implements Outcome {}

    /** What was applied before is not what the package holds; nothing ran. */
    record Drifted(Drift drift) implements Outcome {}

    /** A script ended the transaction by itself; what it committed has to be undone. */
    record BrokenOut(String detail) implements Outcome {}

    /** Another worker has the task; nothing was committed. */
    record FencedOut() implements Outcome {}
  }

  /** The database refuses what the platform itself asks of it; a later try will not work either. */
  final class DatabaseRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseRefused(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The database cannot be reached, or is too busy. */
  final class DatabaseUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseUnavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
