package io.tenantry.installer.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.port.Migrator;
import io.tenantry.installer.application.port.Packages;
import io.tenantry.installer.domain.task.StepOutcome;
import java.util.List;

/** Gives the module its parameters. */
final class Setup implements StepWork {

  private final Packages packages;
  private final Migrator migrator;

  Setup(Packages packages, Migrator migrator) {
    this.packages = packages;
    this.migrator = migrator;
  }

  @Override
  public StepOutcome perform(StepContext context) {
    return RunOutcomes.ofMigration(
        migrator.setUp(
            context.tenantRun(),
            packages.fetch(context.item()).setup(),
            context.item().parameters()));
  }

  /** What setup wrote lies in the schema that the migrations made, and goes with it. */
  @Override
  public StepOutcome undo(StepContext context) {
    return new StepOutcome.Done("goes with the schema");
  }

  @Override
  public Uni<List<String>> remedy(StepContext context) {
    return Uni.createFrom().item(List.of());
  }
}
