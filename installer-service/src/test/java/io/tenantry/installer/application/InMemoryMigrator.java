package io.tenantry.installer.application;

import io.tenantry.installer.application.port.KeptSchemas;
import io.tenantry.installer.application.port.Migrator;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.kept.KeptData;
import io.tenantry.installer.domain.migration.MigrationPlan;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.migration.ScriptFailure;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.ModulePackage.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Schemas in memory, each with the scripts that were applied. A run that committed is known by its
 * id, and one that comes with an older fence is refused, as PostgreSQL would.
 */
final class InMemoryMigrator implements Migrator, KeptSchemas {

  /** Scripts by {@code database/module}, in the order in which they ran. */
  final Map<String, List<String>> schemas = new LinkedHashMap<>();

  /** What comes of a run instead of what should; it may throw what a database does. */
  Function<String, Optional<Outcome>> habit = run -> Optional.empty();

  /** A fault: a worker runs scripts after another one has taken its task. */
  boolean ignoresFences;

  /** Schemas, as {@code database/module}, whose history is not what the package says. */
  final Map<String, MigrationPlan.Drift> drifts = new HashMap<>();

  private final Map<String, Supplier<Outcome>> answers = new HashMap<>();
  private final Map<String, Long> fences = new HashMap<>();
  private final Map<UUID, String> committed = new HashMap<>();

  /** Runs that have come to a script outside a transaction. */
  private final Set<UUID> begun = new HashSet<>();

  private final Crashes crashes;

  InMemoryMigrator(Crashes crashes) {
    this.crashes = crashes;
  }

  /** The next runs of that kind, such as {@code migrate tn_acme/mail}, come to something else. */
  void answers(String run, Supplier<Outcome> answer) {
    answers.put(run, answer);
  }

  void answersAsItShould() {
    answers.clear();
  }

  /** A younger worker was there. */
  void fence(DatabaseRef database, String module, long fence) {
    fences.put(database.name() + "/" + module, fence);
  }

  /** Scripts by module. */
  Map<String, List<String>> schemasIn(DatabaseRef database) {
    String prefix = database.name() + "/";
    Map<String, List<String>> found = new LinkedHashMap<>();
    schemas.forEach(
        (schema, scripts) -> {
          if (schema.startsWith(prefix)) {
            found.put(schema.substring(prefix.length()), List.copyOf(scripts));
          }
        });
    return found;
  }

  /** Somebody takes a schema back to those scripts by hand. */
  void keepOnly(DatabaseRef database, String module, Set<String> paths) {
    schemas.getOrDefault(database.name() + "/" + module, new ArrayList<>()).retainAll(paths);
  }

  /** Somebody puts kept data back by hand. */
  void bringBack(DatabaseRef database, KeptData kept) {
    rename(schema(database, kept), database.name() + "/" + kept.module());
  }

  /** Somebody sets data aside by hand. */
  void putAway(DatabaseRef database, KeptData kept) {
    rename(database.name() + "/" + kept.module(), schema(database, kept));
  }

  /** Somebody removes a module's schema with all that is known of its runs. */
  void drop(DatabaseRef database, String module) {
    String schema = database.name() + "/" + module;
    schemas.remove(schema);
    committed.keySet().removeIf(run -> committed.get(run).equals(schema));
  }

  @Override
  public Outcome migrate(Run run, Part part, Manner manner) {
    boolean upgrade = manner == Manner.UPGRADE || manner == Manner.SHARED_UPGRADE;
    return perform(
        upgrade ? "upgrade" : "migrate",
        run,
        () ->
            committed.containsKey(run.id())
                ? new Outcome.Applied(0)
                : new Outcome.Applied(
                    parts(run, run.id())
                        .apply(
                            part, manner.isNewest(), () -> committed.put(run.id(), schema(run)))));
  }

  @Override
  public Outcome goBack(Run run, WayBack way) {
    return perform("goBack", run, () -> takeBack(run, way));
  }

  @Override
  public Outcome setUpAsBefore(Run run, SetupBack way) {
    return perform(
        "setUpAsBefore",
        run,
        () -> {
          if (committed.remove(way.forward()) == null) {
            return new Outcome.Applied(0);
          }
          List<String> applied = schemas.get(schema(run));
          applied.removeAll(way.undo().stream().map(InMemoryMigrator::takenBack).toList());
          way.formerScripts().stream()
              .map(Script::path)
              .filter(path -> !applied.contains(path))
              .forEach(applied::add);
          return new Outcome.Applied(way.undo().size() + way.formerScripts().size());
        });
  }

  @Override
  public MigrationPlan plan(
      DatabaseRef database, String schema, List<Script> scripts, Manner manner) {
    String name = database.name() + "/" + schema;
    return drifts.containsKey(name)
        ? drifts.get(name)
        : new MigrationPlan.Pending(
            InMemoryParts.pending(
                scripts, schemas.getOrDefault(name, List.of()), manner.isNewest()),
            1);
  }

  @Override
  public List<String> goingBackCommands(DatabaseRef database, ModuleName module, WayBack way) {
    return way.undo().stream()
            .allMatch(script -> script.isRepeatable() || way.kept().contains(script.version()))
        ? List.of()
        : List.of("go back " + database.name() + "/" + module);
  }

  @Override
  public Outcome setUp(Run run, List<Script> scripts, String parameters) {
    return perform("setUp", run, () -> apply(run, scripts));
  }

  @Override
  public Outcome remove(Run run) {
    return perform(
        "remove",
        run,
        () -> {
          drop(run.database(), run.module().value());
          return new Outcome.Applied(0);
        });
  }

  @Override
  public List<String> removalCommands(DatabaseRef database, ModuleName module) {
    return List.of("drop " + database.name() + "/" + module);
  }

  @Override
  public Outcome setAside(Run run, KeptData kept) {
    return perform("setAside", run, () -> rename(schema(run), schema(run.database(), kept)));
  }

  @Override
  public Outcome putBack(Run run, KeptData kept) {
    return perform("putBack", run, () -> rename(schema(run.database(), kept), schema(run)));
  }

  /** Where it is to go, it may be already. */
  private Outcome rename(String from, String to) {
    if (schemas.containsKey(from)) {
      schemas.put(to, schemas.remove(from));
    }
    return schemas.containsKey(to)
        ? new Outcome.Applied(0)
        : new Outcome.Failed(
            new ScriptFailure(
                "", Optional.empty(), Optional.empty(), Optional.empty(), "there is no " + from));
  }

  @Override
  public void purge(DatabaseRef database, KeptData kept) {
    crashes.maybe();
    habit.apply("purge " + database.name() + "/" + kept.module());
    schemas.remove(schema(database, kept));
    crashes.maybe();
  }

  @Override
  public boolean isAside(DatabaseRef database, KeptData kept) {
    return schemas.containsKey(schema(database, kept));
  }

  @Override
  public List<String> settingAsideCommands(DatabaseRef database, KeptData kept) {
    return List.of("set aside " + database.name() + "/" + kept.module());
  }

  @Override
  public List<String> puttingBackCommands(DatabaseRef database, KeptData kept) {
    return List.of("put back " + database.name() + "/" + kept.module());
  }

  private static String schema(DatabaseRef database, KeptData kept) {
    return database.name() + "/" + kept.schema();
  }

  private Outcome perform(String kind, Run run, Supplier<Outcome> work) {
    crashes.maybe();
    if (!ignoresFences && fences.getOrDefault(schema(run), 0L) > run.fence()) {
      return new Outcome.FencedOut();
    }
    fences.put(schema(run), run.fence());
    String what = kind + " " + schema(run);
    Outcome outcome = habit.apply(what).orElseGet(() -> answers.getOrDefault(what, work).get());
    crashes.maybe();
    return outcome;
  }

  private Outcome apply(Run run, List<Script> scripts) {
    if (committed.putIfAbsent(run.id(), schema(run)) != null) {
      return new Outcome.Applied(0);
    }
    List<String> applied = schemas.computeIfAbsent(schema(run), missing -> new ArrayList<>());
    List<String> pending =
        scripts.stream().map(Script::path).filter(path -> !applied.contains(path)).toList();
    applied.addAll(pending);
    return new Outcome.Applied(pending.size());
  }

  private Outcome takeBack(Run run, WayBack way) {
    UUID taken = way.forward().orElse(run.id());
    return way.forward().isPresent() && !committed.containsKey(taken) && !begun.contains(taken)
        ? new Outcome.Applied(0)
        : takeBack(run, way, taken);
  }

  private Outcome takeBack(Run run, WayBack way, UUID taken) {
    int scripts = parts(run, taken).takeBack(way);
    begun.remove(taken);
    committed.remove(taken);
    return new Outcome.Applied(scripts);
  }

  private InMemoryParts parts(Run run, UUID whose) {
    return new InMemoryParts(
        crashes,
        schemas.computeIfAbsent(schema(run), missing -> new ArrayList<>()),
        () -> begun.add(whose));
  }

  private static String takenBack(Script undo) {
    return undo.path().replace("/U", "/V").replace("setup/undo/", "setup/");
  }

  private static String schema(Run run) {
    return run.database().name() + "/" + run.module();
  }
}
