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
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.migration.ScriptVersion;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.ModulePackage;
import io.tenantry.installer.domain.plan.ModuleVersion;
import io.tenantry.installer.domain.plan.PlanItem;
import io.tenantry.installer.domain.task.StepOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
        migrator.migrate(context.run(database, fence.get()), part, manner(context, part));
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
    return uses.usedWithout(context.claim(), module)
        .chain(
            inUse ->
                inUse.isEmpty()
                    ? Uni.createFrom().item(migrator.removalCommands(landlord.database(), module))
                    : background.run(
                        () ->
                            migrator.goingBackCommands(
                                landlord.database(), module, wayBack(context, inUse))));
  }

  /** A repeatable script is that of the latest version in use, whoever comes with another one. */
  private Manner manner(StepContext context, ModulePackage.Part part) {
    boolean behind =
        !part.repeatable().isEmpty()
            && isBehind(
                context.item(),
                unitOfWork.await(() -> uses.usedWithout(context.claim(), context.item().module())));
    if (behind) {
      return Manner.SHARED_BEHIND;
    }
    return context.item().hasFormer() ? Manner.SHARED_UPGRADE : Manner.SHARED_INSTALL;
  }

  /** Whether somebody uses a later version. */
  static boolean isBehind(PlanItem item, List<PlanItem> inUse) {
    return inUse.stream().anyMatch(other -> version(other).compareTo(version(item)) > 0);
  }

  private static ModuleVersion version(PlanItem item) {
    return new ModuleVersion(item.version());
  }

  /**
   * The parts of all versions in use stay, with what their runtime role may do; of repeatable
   * scripts the latest version's. What a version has left that nobody uses any more stays, too,
   * because the package does not know it.
   */
  private WayBack wayBack(StepContext context, List<PlanItem> inUse) {
    Set<ScriptVersion> kept = new HashSet<>();
    List<Grants> grants = new ArrayList<>();
    Map<String, Script> repeatable = new HashMap<>();
    List<PlanItem> latestLast =
        inUse.stream().sorted(Comparator.comparing(LandlordMigrations::version)).toList();
    for (PlanItem item : latestLast) {
      ModulePackage.Part part = packages.fetch(item).landlord();
      kept.addAll(part.versions());
      part.repeatable().forEach(script -> repeatable.put(script.fileName(), script));
      grants.add(part.grants());
    }
    ModulePackage.Part own = packages.fetch(context.item()).landlord();
    return new WayBack(
        Optional.empty(),
        kept,
        List.copyOf(repeatable.values()),
        own.undo(),
        grants,
        Optional.of(own.scripts()));
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
