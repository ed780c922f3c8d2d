package io.tenantry.installer.domain.migration;

import io.tenantry.installer.domain.InvalidValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What has to be applied to a schema, or why nothing may be. */
public sealed interface MigrationPlan {

  /** What has to run, in this order, with what the history says of it; nothing if nothing may. */
  List<Change> changes();

  /**
   * These scripts, in this order; they get the ranks from there on. Before them, what earlier
   * attempts have begun outside a transaction is taken back.
   */
  record Pending(List<Change> takenBack, List<Script> scripts, int firstRank)
      implements MigrationPlan {

    public Pending {
      takenBack = List.copyOf(takenBack);
      scripts = List.copyOf(scripts);
    }

    public Pending(List<Script> scripts, int firstRank) {
      this(List.of(), scripts, firstRank);
    }

    @Override
    public List<Change> changes() {
      List<Change> changes = new ArrayList<>(takenBack);
      int rank = firstRank;
      for (Script script : scripts) {
        changes.add(Change.applying(script, rank++));
      }
      return List.copyOf(changes);
    }
  }

  /** What takes a schema back. */
  record Reversal(List<Change> changes) implements MigrationPlan {

    public Reversal {
      changes = List.copyOf(changes);
    }
  }

  /** What was applied is not what the package holds. */
  record Drift(String script, String explanation) implements MigrationPlan {

    @Override
    public List<Change> changes() {
      return List.of();
    }
  }

  /**
   * Compares a package's scripts with what the history tells.
   *
   * @param undo scripts that take back what began outside a transaction
   * @throws InvalidValue if two scripts have the same version
   */
  static MigrationPlan of(List<Script> scripts, List<Script> undo, History history) {
    return Advance.alone(scripts, undo, history).plan();
  }

  /**
   * The same for a schema that several versions of a module share: one of them may have applied
   * more, later scripts, which go with the older versions too.
   *
   * @param newest whether nobody uses a later version: only then a repeatable script that is there
   *     in another form runs again, because what a later version has made of it stays
   * @throws InvalidValue if two scripts have the same version
   */
  static MigrationPlan ofShared(
      List<Script> scripts, List<Script> undo, History history, boolean newest) {
    return Advance.shared(scripts, undo, history, newest).plan();
  }

  /**
   * Finds what takes a schema back to certain scripts: first go the repeatable ones that are not
   * among them, then the versioned ones, last first, and then those repeatable ones run again that
   * are there in another form.
   *
   * @param kept versions that stay
   * @param repeatable scripts as they were
   * @param undo scripts that take back what does not stay
   */
  static MigrationPlan back(
      Set<ScriptVersion> kept, List<Script> repeatable, List<Script> undo, History history) {
    return new Retreat(kept, repeatable, undo, history, applied -> true).plan();
  }

  /**
   * The same for a schema that several versions share: what only others know stays.
   *
   * @param own scripts of the version that goes
   */
  static MigrationPlan backShared(
      List<Script> own,
      Set<ScriptVersion> kept,
      List<Script> repeatable,
      List<Script> undo,
      History history) {
    Set<String> names = own.stream().map(Script::fileName).collect(Collectors.toSet());
    return new Retreat(kept, repeatable, undo, history, applied -> names.contains(applied.script()))
        .plan();
  }
}
