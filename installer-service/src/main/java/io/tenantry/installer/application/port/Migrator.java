package io.tenantry.installer.application.port;

import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.migration.MigrationPlan;
import io.tenantry.installer.domain.migration.MigrationPlan.Drift;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.migration.ScriptFailure;
import io.tenantry.installer.domain.migration.ScriptVersion;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.ModulePackage.Part;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Runs a module's scripts in a database, as foreign code: in one transaction, by a role that can do
 * nothing else, fenced against a worker that lost the task. A script that cannot run in a
 * transaction is declared so; it runs alone, between the transactions of those before and after it.
 */
public interface Migrator {

  /**
   * Applies the versioned scripts that the schema's history does not tell about, and then the
   * repeatable ones that differ from their last application. Run again with the same run id, it
   * finds out what came of the earlier attempt and goes on from there; a script outside a
   * transaction of which nobody knows how it ended is taken back first, and runs again.
   *
   * @throws DatabaseUnavailable when the database cannot be reached or is busy; a later try may
   *     work
   * @throws DatabaseRefused when a later try will not work either
   */
  Outcome migrate(Run run, Part part, Manner manner);

  /** Migrates with scripts that all run in transactions. */
  default Outcome migrate(Run run, List<Script> scripts, Grants grants, Manner manner) {
    return migrate(run, new Part(scripts, List.of(), grants), manner);
  }

  /** Migrates a schema that a version of the module has for itself. */
  default Outcome migrate(Run run, List<Script> scripts, Grants grants) {
    return migrate(run, scripts, grants, Manner.INSTALL);
  }

  /**
   * Takes a schema back to former scripts: with their undo scripts in the reverse order, and by
   * running the former repeatable scripts again. It gives the runtime role the former grants and no
   * others. What is taken back already is no error.
   *
   * @throws DatabaseUnavailable when the database cannot be reached or is busy; a later try may
   *     work
   * @throws DatabaseRefused when a later try will not work either
   */
  Outcome goBack(Run run, WayBack way);

  /**
   * Takes a setup back: runs its undo scripts with its parameters, and then the former setup with
   * the former ones.
   *
   * @throws DatabaseUnavailable when the database cannot be reached or is busy; a later try may
   *     work
   * @throws DatabaseRefused when a later try will not work either
   */
  Outcome setUpAsBefore(Run run, SetupBack way);

  /**
   * What would be applied to a schema, or why nothing may be; changes nothing.
   *
   * @throws DatabaseUnavailable when the database cannot be reached or is busy; a later try may
   *     work
   * @throws DatabaseRefused when a later try will not work either
   */
  MigrationPlan plan(DatabaseRef database, String schema, List<Script> scripts, Manner manner);

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

  /** Commands with which an operator does what {@link #goBack} does. */
  List<String> goingBackCommands(DatabaseRef database, ModuleName module, WayBack way);

  /** How a schema is migrated. */
  enum Manner {
    /** For the first time, or on from where an earlier attempt has come to. */
    INSTALL(false, false, false),
    /** From a former version on: the runtime role gets the new grants and no others. */
    UPGRADE(false, true, true),
    /** It is shared by several versions, of which later ones may have applied more. */
    SHARED_INSTALL(true, false, false),
    /** The same; the grants are added to those of the other versions. */
    SHARED_UPGRADE(true, true, false),
    /** The same, while others use a later version: what its repeatable scripts made stays. */
    SHARED_BEHIND(true, true, false);

    private final boolean shared;
    private final boolean grantsAlways;
    private final boolean grantsAfresh;

    Manner(boolean shared, boolean grantsAlways, boolean grantsAfresh) {
      this.shared = shared;
      this.grantsAlways = grantsAlways;
      this.grantsAfresh = grantsAfresh;
    }

    /** Whether tenants with other versions of the module have the schema too. */
    public boolean isShared() {
      return shared;
    }

    /** Whether nobody has a later version of the module in the same schema. */
    public boolean isNewest() {
      return this != SHARED_BEHIND;
    }

    /** Whether the grants are given even if no script has to be applied. */
    public boolean grantsAlways() {
      return grantsAlways;
    }

    /** Whether other grants are taken back. */
    public boolean grantsAfresh() {
      return grantsAfresh;
    }
  }

  /**
   * How a schema gets back to what it was.
   *
   * @param forward the run that is taken back: when it committed nothing, nothing is done; empty
   *     when only the history tells what there is to take back
   * @param kept versions of scripts that stay
   * @param repeatable scripts as they were; others have to be taken back
   * @param undo scripts that take back the others
   * @param grants what the runtime role may do afterwards, all of them together
   * @param shared scripts of the version that goes, when others have the schema too; what none of
   *     them knows stays
   */
  record WayBack(
      Optional<UUID> forward,
      Set<ScriptVersion> kept,
      List<Script> repeatable,
      List<Script> undo,
      List<Grants> grants,
      Optional<List<Script>> shared) {

    public WayBack {
      kept = Set.copyOf(kept);
      repeatable = List.copyOf(repeatable);
      undo = List.copyOf(undo);
      grants = List.copyOf(grants);
    }

    /** A way back of a schema that nobody else has. */
    public WayBack(
        Optional<UUID> forward,
        Set<ScriptVersion> kept,
        List<Script> repeatable,
        List<Script> undo,
        List<Grants> grants) {
      this(forward, kept, repeatable, undo, grants, Optional.empty());
    }

    /** The same to where no repeatable scripts were. */
    public WayBack(
        Optional<UUID> forward, Set<ScriptVersion> kept, List<Script> undo, List<Grants> grants) {
      this(forward, kept, List.of(), undo, grants);
    }
  }

  /**
   * How a setup gets back to what it was.
   *
   * @param forward the run that is taken back; when it committed nothing, nothing is done
   */
  record SetupBack(
      UUID forward,
      List<Script> undo,
      String parameters,
      List<Script> formerScripts,
      String formerParameters) {

    public SetupBack {
      undo = List.copyOf(undo);
      formerScripts = List.copyOf(formerScripts);
    }
  }

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
