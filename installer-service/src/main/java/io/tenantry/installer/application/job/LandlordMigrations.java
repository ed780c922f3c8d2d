package io.tenantry.installer.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.Commit;
import io.tenantry.installer.application.Landlord;
import io.tenantry.installer.application.port.Background;
import io.tenantry.installer.application.port.LandlordUses;
import io.tenantry.installer.application.port.LandlordUses.Release;
import io.tenantry.installer.application.port.Migrator;
import io.tenantry.installer.application.port.Migrator.Manner;
import io.tenantry.installer.application.port.Migrator.WayBack;
import io.tenantry.installer.application.port.Packages;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.migration.ScriptVersion;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.ModulePackage;
import io.tenantry.installer.domain.plan.PlanItem;
import io.tenantry.installer.domain.task.StepOutcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Applies a module's part of the landlord database, which all tenants share: whoever comes first
 * applies it, everybody notes which version is used, and whoever leaves last removes it, or takes
 * back what no version in use knows.
 */
final class LandlordMigrations implements StepWork {

  private static final StepOutcome BUSY =
      new StepOutcome.Busy("another job is changing the module's part of the landlord database");

  private final Packages packages;
  private final LandlordUses uses;
  private final Migrator migrator;
  private final UnitOfWork unitOfWork;
  private final Landlord landlord;
  private final Background background;

  LandlordMigrations(
      Packages packages,
      LandlordUses uses,
      Migrator migrator,
      UnitOfWork unitOfWork,
      Landlord landlord,
      Background background) {
    this.packages = packages;
    this.uses = uses;
    this.migrator = migrator;
    this.unitOfWork = unitOfWork;
    this.landlord = landlord;
    this.background = background;
  }

  @Override
  public StepOutcome perform(StepContext context) {
    ModulePackage.Part part = packages.fetch(context.item()).landlord();
    if (part.scripts().isEmpty()) {
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
            part.scripts(),
            part.grants(),
            context.item().isUpgrade() ? Manner.SHARED_UPGRADE : Manner.SHARED_INSTALL);
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
    DatabaseRef database = landlord.prepared();
    long fence = release.get().fence();
    Migrator.Outcome outcome =
        release.get().last()
            ? migrator.remove(context.run(database, fence))
            : migrator.goBack(
                context.undoOf(database, fence), wayBack(context, release.get().inUse()));
    handOver(context.claim(), module, outcome);
    return release.get().last()
        ? RunOutcomes.of(outcome, scripts -> "removed")
        : RunOutcomes.of(
            outcome, scripts -> scripts == 0 ? "other tenants use it" : "removed what was new");
  }

  /** Only what no version in use knows has to go; the use itself is forgotten anyway. */
  @Override
  public Uni<List<String>> remedy(StepContext context) {
    ModuleName module = context.item().module();
    return uses.usedByOthers(context.claim(), module)
        .chain(
            inUse ->
                inUse.isEmpty() && !context.item().isUpgrade()
                    ? Uni.createFrom().item(migrator.removalCommands(landlord.database(), module))
                    : background.run(
                        () ->
                            migrator.goingBackCommands(
                                landlord.database(), module, wayBack(context, inUse))));
  }

  /** The parts of all versions in use stay, with what their runtime role may do. */
  private WayBack wayBack(StepContext context, List<PlanItem> inUse) {
    Set<ScriptVersion> kept = new HashSet<>();
    List<Grants> grants = new ArrayList<>();
    for (PlanItem item : inUse) {
      ModulePackage.Part part = packages.fetch(item).landlord();
      part.scripts().forEach(script -> kept.add(script.version()));
      grants.add(part.grants());
    }
    return new WayBack(
        Optional.empty(), kept, packages.fetch(context.item()).landlord().undo(), grants);
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
