package io.tenantry.installer.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Landlord;
import io.tenantry.installer.application.port.DatabaseChecks;
import io.tenantry.installer.application.port.KeptSchemas;
import io.tenantry.installer.application.port.Migrator;
import io.tenantry.installer.application.port.Migrator.Manner;
import io.tenantry.installer.application.port.Packages;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.MigrationPlan;
import io.tenantry.installer.domain.migration.MigrationPlan.Drift;
import io.tenantry.installer.domain.migration.MigrationPlan.Pending;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.plan.Action;
import io.tenantry.installer.domain.plan.ModulePackage;
import io.tenantry.installer.domain.task.Failure;
import io.tenantry.installer.domain.task.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks whether everything is there, and whether there is a way back, before anything is changed.
 */
final class Preflight implements StepWork {

  private final Packages packages;
  private final Formers formers;
  private final DatabaseChecks checks;
  private final Migrator migrator;
  private final KeptSchemas keptSchemas;
  private final Landlord landlord;

  Preflight(
      Packages packages,
      Formers formers,
      DatabaseChecks checks,
      Migrator migrator,
      KeptSchemas keptSchemas,
      Landlord landlord) {
    this.packages = packages;
    this.formers = formers;
    this.checks = checks;
    this.migrator = migrator;
    this.keptSchemas = keptSchemas;
    this.landlord = landlord;
  }

  @Override
  public StepOutcome perform(StepContext context) {
    return context.item().action() == Action.REMOVE ? beforeRemoval(context) : withPackage(context);
  }

  /** What is removed needs no package: it only has to be there. */
  private StepOutcome beforeRemoval(StepContext context) {
    return outcome(obstacles(context, true), "the module is there");
  }

  private StepOutcome withPackage(StepContext context) {
    ModulePackage content = packages.fetch(context.item());
    List<String> obstacles = obstacles(context, context.item().action() == Action.UPGRADE);
    if (obstacles.isEmpty() && context.item().action() == Action.RESTORE) {
      addObstacleOfRestore(context, obstacles);
    }
    if (obstacles.isEmpty() && context.item().hasFormer()) {
      addObstaclesOfUpgrade(context, content, obstacles);
    }
    return outcome(obstacles, "package verified");
  }

  private List<String> obstacles(StepContext context, boolean isThere) {
    return new ArrayList<>(
        checks.obstacles(context.tenantDatabase(), context.item().module(), isThere));
  }

  private static StepOutcome outcome(List<String> obstacles, String done) {
    return obstacles.isEmpty()
        ? new StepOutcome.Done(done)
        : new StepOutcome.Failed(Failure.of("preflight-failed", String.join(" ", obstacles)));
  }

  private void addObstacleOfRestore(StepContext context, List<String> obstacles) {
    if (!keptSchemas.isAside(context.tenantDatabase(), context.restored())) {
      obstacles.add(
          "Database %s has no kept data %s of %s."
              .formatted(
                  context.tenantDatabase().name(),
                  context.restored().id(),
                  context.item().module()));
    }
  }

  private void addObstaclesOfUpgrade(
      StepContext context, ModulePackage content, List<String> obstacles) {
    if (formers.find(context).isEmpty()) {
      obstacles.add(
          "No completed job tells of %s %s, so that there is no way back to it."
              .formatted(context.item().module(), context.item().from().orElseThrow()));
      return;
    }
    ModulePackage former = formers.packageOf(context);
    addWithoutWayBack(
        new Schema(context.tenantDatabase(), schemaOf(context)),
        new WaysBack(former.tenant(), content.tenant()),
        Manner.UPGRADE,
        obstacles);
    if (!content.landlord().scripts().isEmpty()) {
      addWithoutWayBack(
          new Schema(landlord.prepared(), context.item().module().value()),
          new WaysBack(former.landlord(), content.landlord()),
          Manner.SHARED_UPGRADE,
          obstacles);
    }
    Set<String> undone =
        content.setup().undo().stream().map(Script::fileName).collect(Collectors.toSet());
    content.setup().scripts().stream()
        .filter(script -> !undone.contains(script.fileName()))
        .forEach(script -> obstacles.add(noWayBack(script)));
  }

  /** Where the tenant's data is before the job. */
  private static String schemaOf(StepContext context) {
    return context.item().action() == Action.RESTORE
        ? context.restored().schema()
        : context.item().module().value();
  }

  private void addWithoutWayBack(
      Schema schema, WaysBack ways, Manner manner, List<String> obstacles) {
    MigrationPlan plan =
        migrator.plan(schema.database(), schema.name(), ways.newer().scripts(), manner);
    if (plan instanceof Drift drift) {
      obstacles.add(drift.script() + ": " + drift.explanation());
    } else {
      ((Pending) plan)
          .scripts().stream()
              .filter(script -> !ways.areThereFor(script))
              .forEach(script -> obstacles.add(noWayBack(script)));
    }
  }

  private static String noWayBack(Script script) {
    return "Nothing takes %s back; the package needs its undo script.".formatted(script.path());
  }

  /** A schema in a database. */
  private record Schema(DatabaseRef database, String name) {}

  @Override
  public StepOutcome undo(StepContext context) {
    return new StepOutcome.Done("nothing was changed");
  }

  @Override
  public Uni<List<String>> remedy(StepContext context) {
    return Uni.createFrom().item(List.of());
  }
}
