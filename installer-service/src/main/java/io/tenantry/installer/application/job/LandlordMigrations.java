package io.tenantry.installer.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.Commit;
import io.tenantry.installer.application.Landlord;
import io.tenantry.installer.application.port.LandlordUses;
import io.tenantry.installer.application.port.LandlordUses.Release;
import io.tenantry.installer.application.port.Migrator;
import io.tenantry.installer.application.port.Packages;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.ModulePackage;
import io.tenantry.installer.domain.task.StepOutcome;
import java.util.List;
import java.util.Optional;

/**
 * Applies a module's part of the landlord database, which all tenants share: whoever comes first
 * applies it, everybody notes that it is used, and whoever leaves last removes it.
 */
final class LandlordMigrations implements StepWork {

  private static final StepOutcome BUSY =
      new StepOutcome.Busy("another job is changing the module's part of the landlord database");

  private final Packages packages;
  private final LandlordUses uses;
  private final Migrator migrator;
  private final UnitOfWork unitOfWork;
  private final Landlord landlord;

  LandlordMigrations(
      Packages packages,
      LandlordUses uses,
      Migrator migrator,
      UnitOfWork unitOfWork,
      Landlord landlord) {
    this.packages = packages;
    this.uses = uses;
    this.migrator = migrator;
    this.unitOfWork = unitOfWork;
    this.landlord = landlord;
  }

  @Override
  public StepOutcome perform(StepContext context) {
    ModulePackage content = packages.fetch(context.item());
    if (content.landlordMigrations().isEmpty()) {
      return new StepOutcome.Done("nothing to do");
    }
    DatabaseRef database = landlord.prepared();
    Optional<Long> fence =
        unitOfWork.await(Commit.LANDLORD_USED, () -> uses.use(context.claim(), context.item()));
    if (fence.isEmpty()) {
      return BUSY;
    }
    Migrator.Outcome outcome =
        migrator.migrate(
            context.run(database, fence.get()),
            content.landlordMigrations(),
            content.landlordGrants());
    handOver(context.claim(), context.item().module(), outcome);
    return RunOutcomes.ofMigration(outcome);
  }

  @Override
  public StepOutcome undo(StepContext context) {
    ModuleName module = context.item().module();
    Optional<Release> release =
        unitOfWork.await(Commit.LANDLORD_RELEASED, () -> uses.release(context.claim(), module));
    if (release.isEmpty()) {
      return BUSY;
    }
    if (!release.get().last()) {
      handOver(context.claim(), module);
      return new StepOutcome.Done("other tenants use it");
    }
    DatabaseRef database = landlord.prepared();
    Migrator.Outcome outcome = migrator.remove(context.run(database, release.get().fence()));
    handOver(context.claim(), module, outcome);
    return RunOutcomes.of(outcome, scripts -> "removed");
  }

  /** None while other tenants use the module: its part stays, and only this use is forgotten. */
  @Override
  public Uni<List<String>> remedy(StepContext context) {
    ModuleName module = context.item().module();
    return uses.usedByOthers(context.claim(), module)
        .map(used -> used ? List.of() : migrator.removalCommands(landlord.database(), module));
  }

  /** A worker that was fenced out has nothing to hand over: its task is another worker's. */
  private void handOver(Claim claim, ModuleName module, Migrator.Outcome outcome) {
    if (!(outcome instanceof Migrator.Outcome.FencedOut)) {
      handOver(claim, module);
    }
  }

  private void handOver(Claim claim, ModuleName module) {
    unitOfWork.<Void>await(Commit.LANDLORD_HANDED_OVER, () -> uses.handOver(claim, module));
  }
}
