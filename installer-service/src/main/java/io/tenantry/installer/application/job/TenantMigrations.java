package io.tenantry.installer.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.port.Migrator;
import io.tenantry.installer.application.port.Packages;
import io.tenantry.installer.domain.plan.ModulePackage;
import io.tenantry.installer.domain.task.StepOutcome;
import java.util.List;

/** Applies a module's migrations in the tenant's database; its schema is made by this step. */
final class TenantMigrations implements StepWork {

  private final Packages packages;
  private final Migrator migrator;

  TenantMigrations(Packages packages, Migrator migrator) {
    this.packages = packages;
    this.migrator = migrator;
  }

  @Override
  public StepOutcome perform(StepContext context) {
    ModulePackage content = packages.fetch(context.item());
    return RunOutcomes.ofMigration(
        migrator.migrate(context.tenantRun(), content.tenantMigrations(), content.tenantGrants()));
  }

  @Override
  public StepOutcome undo(StepContext context) {
    return RunOutcomes.of(migrator.remove(context.tenantRun()), scripts -> "removed");
  }

  @Override
  public Uni<List<String>> remedy(StepContext context) {
    return Uni.createFrom()
        .item(migrator.removalCommands(context.tenantDatabase(), context.item().module()));
  }
}
