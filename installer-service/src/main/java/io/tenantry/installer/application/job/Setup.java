package io.tenantry.installer.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.port.Migrator;
import io.tenantry.installer.application.port.Migrator.SetupBack;
import io.tenantry.installer.application.port.Packages;
import io.tenantry.installer.domain.plan.ModulePackage;
import io.tenantry.installer.domain.plan.PlanItem;
import io.tenantry.installer.domain.task.StepOutcome;
import java.util.List;

/** Gives the module its parameters: by its scripts, and then by its own service. */
final class Setup implements StepWork {

  private static final String SET_UP = "set up by the module's own service";

  private final Packages packages;
  private final Formers formers;
  private final Migrator migrator;
  private final Participants participants;

  Setup(Packages packages, Formers formers, Migrator migrator, Participants participants) {
    this.packages = packages;
    this.formers = formers;
    this.migrator = migrator;
    this.participants = participants;
  }

  @Override
  public StepOutcome perform(StepContext context) {
    ModulePackage content = packages.fetch(context.item());
    if (content.participation().isEmpty()) {
      return runScripts(context, content);
    }
    return participants
        .asked(context)
        .map(asked -> participants.goOn(context, asked, SET_UP))
        .orElseGet(() -> withService(context, content));
  }

  private StepOutcome withService(StepContext context, ModulePackage content) {
    StepOutcome scripts = runScripts(context, content);
    return scripts instanceof StepOutcome.Done
        ? participants.perform(context, content.participation().orElseThrow(), SET_UP)
        : scripts;
  }

  private StepOutcome runScripts(StepContext context, ModulePackage content) {
    return RunOutcomes.ofMigration(
        migrator.setUp(
            context.tenantRun(), content.setup().scripts(), context.item().parameters()));
  }

  /** What the setup of an installation wrote lies in its schema, and goes with that. */
  @Override
  public StepOutcome undo(StepContext context) {
    StepOutcome left = participants.undo(context, "goes with the schema");
    if (!(left instanceof StepOutcome.Done) || !context.item().hasFormer()) {
      return left;
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
