package io.tenantry.installer.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Landlord;
import io.tenantry.installer.application.port.DatabaseChecks;
import io.tenantry.installer.application.port.Migrator;
import io.tenantry.installer.application.port.Migrator.Manner;
import io.tenantry.installer.application.port.Packages;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.MigrationPlan;
import io.tenantry.installer.domain.migration.MigrationPlan.Drift;
import io.tenantry.installer.domain.migration.MigrationPlan.Pending;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.migration.ScriptVersion;
import io.tenantry.installer.domain.plan.ModulePackage;
import io.tenantry.installer.domain.plan.ModulePackage.Part;
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
  private final Landlord landlord;

  Preflight(
      Packages packages,
      Formers formers,
      DatabaseChecks checks,
      Migrator migrator,
      Landlord landlord) {
    this.packages = packages;
    this.formers = formers;
    this.checks = checks;
    this.migrator = migrator;
    this.landlord = landlord;
  }

  @Override
  public StepOutcome perform(StepContext context) {
    ModulePackage content = packages.fetch(context.item());
    List<String> obstacles =
        new ArrayList<>(
            checks.obstacles(
                context.tenantDatabase(), context.item().module(), context.item().isUpgrade()));
    if (obstacles.isEmpty() && context.item().isUpgrade()) {
      addObstaclesOfUpgrade(context, content, obstacles);
    }
    return obstacles.isEmpty()
        ? new StepOutcome.Done("package verified")
        : new StepOutcome.Failed(Failure.of("preflight-failed", String.join(" ", obstacles)));
  }

  private void addObstaclesOfUpgrade(
      StepContext context, ModulePackage content, List<String> obstacles) {
    if (formers.find(context).isEmpty()) {
      obstacles.add(
          "No completed job tells of %s %s, so that there is no way back to it."
              .formatted(context.item().module(), context.item().from().orElseThrow()));
      return;
    }
    formers.packageOf(context);
    addWithoutWayBack(
        context, context.tenantDatabase(), content.tenant(), Manner.UPGRADE, obstacles);
    if (!content.landlord().scripts().isEmpty()) {
      addWithoutWayBack(
          context, landlord.prepared(), content.landlord(), Manner.SHARED_UPGRADE, obstacles);
    }
    Set<String> undone =
        content.setup().undo().stream().map(Script::fileName).collect(Collectors.toSet());
    content.setup().scripts().stream()
        .filter(script -> !undone.contains(script.fileName()))
        .forEach(script -> obstacles.add(noWayBack(script)));
  }

  private void addWithoutWayBack(
      StepContext context, DatabaseRef database, Part part, Manner manner, List<String> obstacles) {
    MigrationPlan plan = migrator.plan(database, context.item().module(), part.scripts(), manner);
    if (plan instanceof Drift drift) {
      obstacles.add(drift.script() + ": " + drift.explanation());
    } else {
      Set<ScriptVersion> undone =
          part.undo().stream().map(Script::version).collect(Collectors.toSet());
      ((Pending) plan)
          .scripts().stream()
              .filter(script -> !undone.contains(script.version()))
              .forEach(script -> obstacles.add(noWayBack(script)));
    }
  }

  private static String noWayBack(Script script) {
    return "Nothing takes %s back; the package needs its undo script.".formatted(script.path());
  }

  @Override
  public StepOutcome undo(StepContext context) {
    return new StepOutcome.Done("nothing was changed");
  }

  @Override
  public Uni<List<String>> remedy(StepContext context) {
    return Uni.createFrom().item(List.of());
  }
}
