package io.tenantry.installer.application;

import io.tenantry.installer.application.port.Migrator.WayBack;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.plan.ModulePackage.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A run in memory, whose worker may die whenever something of it is there to stay: after each
 * transaction, and while a script outside of any runs. A repeatable script leaves its text's
 * checksum, and one that was cut off leaves half of itself, which is in everybody's way.
 */
final class InMemoryParts {

  private static final String HALF = "half of ";

  private final Crashes crashes;
  private final List<String> applied;
  private final Runnable somethingStays;

  InMemoryParts(Crashes crashes, List<String> applied, Runnable somethingStays) {
    this.crashes = crashes;
    this.applied = applied;
    this.somethingStays = somethingStays;
  }

  /** What a script leaves. */
  static String trace(Script script) {
    return script.isRepeatable() ? script.path() + "#" + script.checksum() : script.path();
  }

  /** Applies what is not there; it is done when the last transaction commits. */
  int apply(Part part, boolean newest, Runnable commit) {
    takeBackHalf(part.undo());
    List<Script> pending = pending(part.scripts(), applied, newest);
    run(pending, commit);
    return pending.size();
  }

  /** What is not there, or only in another form that is not a later version's. */
  static List<Script> pending(List<Script> scripts, List<String> applied, boolean newest) {
    return Stream.concat(
            scripts.stream().filter(script -> !script.isRepeatable()),
            scripts.stream()
                .filter(Script::isRepeatable)
                .filter(script -> newest || applied.stream().noneMatch(one -> isOf(one, script))))
        .filter(script -> !applied.contains(trace(script)))
        .toList();
  }

  /** Takes back what does not stay, and runs the former repeatable scripts again. */
  int takeBack(WayBack way) {
    List<Script> undo =
        way.undo().stream()
            .filter(script -> !stays(script, way))
            .filter(script -> applied.stream().anyMatch(one -> isUndone(one, script)))
            .sorted(Comparator.comparing(Script::path).reversed())
            .toList();
    for (Script script : undo) {
      if (!script.transactional()) {
        stay();
      }
      applied.removeIf(one -> isUndone(one, script));
      if (!script.transactional()) {
        stay();
      }
    }
    List<Script> again =
        way.repeatable().stream().filter(script -> !applied.contains(trace(script))).toList();
    again.forEach(this::leave);
    return undo.size() + again.size();
  }

  private static boolean stays(Script undo, WayBack way) {
    return undo.isRepeatable()
        ? way.repeatable().stream()
            .anyMatch(script -> undo.fileName().equals("U" + script.fileName()))
        : way.kept().contains(undo.version());
  }

  private void takeBackHalf(List<Script> undo) {
    for (Script script : undo) {
      if (applied.removeIf(one -> one.startsWith(HALF) && isUndone(one, script))) {
        stay();
      }
    }
  }

  private void run(List<Script> pending, Runnable commit) {
    List<Script> together = new ArrayList<>();
    for (Script script : pending) {
      if (script.transactional()) {
        together.add(script);
      } else {
        together.forEach(this::leave);
        together.clear();
        stay();
        runAlone(script);
      }
    }
    together.forEach(this::leave);
    commit.run();
  }

  private void runAlone(Script script) {
    if (applied.contains(HALF + script.path())) {
      throw new AssertionError(script.path() + " meets half of itself");
    }
    applied.add(HALF + script.path());
    stay();
    applied.remove(HALF + script.path());
    leave(script);
    stay();
  }

  private void stay() {
    somethingStays.run();
    crashes.maybe();
  }

  private void leave(Script script) {
    if (script.isRepeatable()) {
      applied.removeIf(one -> isOf(one, script));
    }
    applied.add(trace(script));
  }

  private static boolean isOf(String trace, Script repeatable) {
    return trace.startsWith(repeatable.path() + "#");
  }

  private static boolean isUndone(String trace, Script undo) {
    if (undo.isRepeatable()) {
      return trace.startsWith(undo.path().replace("/UR__", "/R__") + "#");
    }
    String done = undo.path().replace("/U", "/V");
    return trace.equals(done) || trace.equals(HALF + done);
  }
}
