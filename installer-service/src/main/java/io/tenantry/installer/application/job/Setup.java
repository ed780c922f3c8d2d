package io.tenantry.installer.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.port.Migrator;
import io.tenantry.installer.application.port.Migrator.SetupBack;
import io.tenantry.installer.application.port.Packages;
import io.tenantry.installer.domain.plan.PlanItem;
import io.tenantry.installer.domain.task.StepOutcome;
import java.util.List;

/** Gives the module its parameters. */
final class Setup implements StepWork {

  private final Packages packages;
  private final Formers formers;
  private final Migrator migrator;

  Setup(Packages packages, Formers formers, Migrator migrator) {
    this.packages = packages;
    this.formers = formers;
    this.migrator = migrator;
  }

  @Override
  public StepOutcome perform(StepContext context) {
    return RunOutcomes.ofMigration(
        migrator.setUp(
            context.tenantRun(),
            packages.fetch(context.item()).setup().scripts(),
            context.item().parameters()));
  }

  /** What the setup of an installation wrote lies in its schema, and goes with that. */
  @Override
  public StepOutcome undo(StepContext context) {
    if (!context.item().hasFormer()) {
      return new StepOutcome.Done("goes with the schema");
    }
    PlanItem former = formers.of(context);
    return RunOutcomes.ofReversal(
        migrator.setUpAsBefore(
            context.undoOfTenantRun(),
            new SetupBack(
                context.tenantRun().id(),
                packages.fetch(context.item()).setup().undo(),
                context.item().parameters(),
                packages.fetch(former).setup().scripts(),
                former.parameters())));
  }

  /** A setup is done by scripts that people can read; which of them ran is what the step says. */
  @Override
  public Uni<List<String>> remedy(StepContext context) {
    return Uni.createFrom().item(List.of());
  }
}
