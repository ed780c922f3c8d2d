package io.tenantry.installer.application.job;

import io.tenantry.installer.application.Landlord;
import io.tenantry.installer.application.port.DatabaseChecks;
import io.tenantry.installer.application.port.DatabaseChecks.Intent;
import io.tenantry.installer.application.port.LandlordUses;
import io.tenantry.installer.application.port.Migrator;
import io.tenantry.installer.application.port.Migrator.Manner;
import io.tenantry.installer.application.port.Packages;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.MigrationPlan;
import io.tenantry.installer.domain.migration.MigrationPlan.Drift;
import io.tenantry.installer.domain.migration.MigrationPlan.Pending;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.plan.ModulePackage.Part;
import io.tenantry.installer.domain.plan.PlanItem;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Looks at the landlord database before a module's part of it is made or changed. Where nobody uses
 * the part yet, its undo is to remove it; beside others, new scripts need undo scripts.
 */
final class PreflightOfLandlord {

  private final Packages packages;
  private final DatabaseChecks checks;
  private final LandlordUses uses;
  private final Migrator migrator;
  private final UnitOfWork unitOfWork;
  private final Landlord landlord;

  PreflightOfLandlord(
      Packages packages,
      DatabaseChecks checks,
      LandlordUses uses,
      Migrator migrator,
      UnitOfWork unitOfWork,
      Landlord landlord) {
    this.packages = packages;
    this.checks = checks;
    this.uses = uses;
    this.migrator = migrator;
    this.unitOfWork = unitOfWork;
    this.landlord = landlord;
  }

  List<String> obstacles(StepContext context, Part part) {
    if (part.scripts().isEmpty()) {
      return List.of();
    }
    DatabaseRef database = landlord.prepared();
    List<PlanItem> inUse =
        unitOfWork.await(() -> uses.usedWithout(context.claim(), context.item().module()));
    List<Script> known =
        inUse.stream().flatMap(item -> packages.fetch(item).landlord().scripts().stream()).toList();
    Intent intent = known.containsAll(part.scripts()) ? Intent.JOIN : Intent.SHARE;
    List<String> obstacles = checks.obstacles(database, context.item().module(), intent, List.of());
    return obstacles.isEmpty() ? withoutWayBack(context, part, inUse, known) : obstacles;
  }

  private List<String> withoutWayBack(
      StepContext context, Part part, List<PlanItem> inUse, List<Script> known) {
    DatabaseRef database = landlord.database();
    MigrationPlan plan =
        migrator.plan(
            database,
            context.item().module().value(),
            part.scripts(),
            LandlordMigrations.isBehind(context.item(), inUse)
                ? Manner.SHARED_BEHIND
                : Manner.SHARED_UPGRADE);
    if (plan instanceof Drift drift) {
      return List.of(
          "In database %s on server %s, %s: %s"
              .formatted(database.name(), database.server(), drift.script(), drift.explanation()));
    }
    return inUse.isEmpty()
        ? List.of()
        : new WaysBack(known, part)
            .missingFor((Pending) plan)
            .map(script -> noWayBack(database, script, inUse))
            .toList();
  }

  private static String noWayBack(DatabaseRef database, Script script, List<PlanItem> inUse) {
    return "Nothing takes %s back in database %s on server %s, where version %s is in use; the package needs its undo script."
        .formatted(
            script.path(),
            database.name(),
            database.server(),
            inUse.stream().map(PlanItem::version).collect(Collectors.joining(", ")));
  }
}
