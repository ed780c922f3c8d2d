package io.tenantry.installer.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.port.DatabaseChecks;
import io.tenantry.installer.application.port.DatabaseChecks.Intent;
import io.tenantry.installer.application.port.KeptSchemas;
import io.tenantry.installer.application.port.Packages;
import io.tenantry.installer.domain.plan.Action;
import io.tenantry.installer.domain.plan.ModulePackage;
import io.tenantry.installer.domain.task.Failure;
import io.tenantry.installer.domain.task.StepOutcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks whether everything is there, and whether there is a way back, before anything is changed.
 */
final class Preflight implements StepWork {

  private final Packages packages;
  private final DatabaseChecks checks;
  private final KeptSchemas keptSchemas;
  private final PreflightOfUpgrade upgrade;
  private final PreflightOfLandlord landlord;

  Preflight(
      Packages packages,
      DatabaseChecks checks,
      KeptSchemas keptSchemas,
      PreflightOfUpgrade upgrade,
      PreflightOfLandlord landlord) {
    this.packages = packages;
    this.checks = checks;
    this.keptSchemas = keptSchemas;
    this.upgrade = upgrade;
    this.landlord = landlord;
  }

  @Override
  public StepOutcome perform(StepContext context) {
    return context.item().action() == Action.REMOVE ? beforeRemoval(context) : withPackage(context);
  }

  /**
   * What is removed needs no package: it only has to be there. Whether it is still what the package
   * made is not asked, because it is set aside as it is.
   */
  private StepOutcome beforeRemoval(StepContext context) {
    List<String> obstacles =
        checks.obstacles(
            context.tenantDatabase(), context.item().module(), Intent.SET_ASIDE, List.of());
    return outcome(obstacles, "the module is there");
  }

  private StepOutcome withPackage(StepContext context) {
    ModulePackage content = packages.fetch(context.item());
    Action action = context.item().action();
    List<String> obstacles =
        new ArrayList<>(
            checks.obstacles(
                context.tenantDatabase(),
                context.item().module(),
                action == Action.UPGRADE ? Intent.CHANGE : Intent.MAKE,
                content.extensions()));
    if (obstacles.isEmpty() && action == Action.RESTORE) {
      addObstacleOfRestore(context, obstacles);
    }
    if (obstacles.isEmpty() && context.item().hasFormer()) {
      obstacles.addAll(upgrade.obstacles(context, content));
    }
    obstacles.addAll(landlord.obstacles(context, content.landlord()));
    return outcome(obstacles, "package verified");
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

  @Override
  public StepOutcome undo(StepContext context) {
    return new StepOutcome.Done("nothing was changed");
  }

  @Override
  public Uni<List<String>> remedy(StepContext context) {
    return Uni.createFrom().item(List.of());
  }
}
