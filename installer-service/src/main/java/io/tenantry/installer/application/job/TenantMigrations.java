package io.tenantry.installer.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.port.Background;
import io.tenantry.installer.application.port.Extensions;
import io.tenantry.installer.application.port.Migrator;
import io.tenantry.installer.application.port.Migrator.Manner;
import io.tenantry.installer.application.port.Migrator.WayBack;
import io.tenantry.installer.application.port.Packages;
import io.tenantry.installer.domain.plan.ModulePackage;
import io.tenantry.installer.domain.task.StepOutcome;
import java.util.List;
import java.util.Optional;

/**
 * Applies a module's migrations in the tenant's database. An installation makes the schema, and its
 * undo removes it; an upgrade is taken back by undo scripts. Extensions that they need are made
 * before, and stay.
 */
final class TenantMigrations implements StepWork {

  private final Packages packages;
  private final Formers formers;
  private final Migrator migrator;
  private final Extensions extensions;
  private final Background background;

  TenantMigrations(
      Packages packages,
      Formers formers,
      Migrator migrator,
      Extensions extensions,
      Background background) {
    this.packages = packages;
    this.formers = formers;
    this.migrator = migrator;
    this.extensions = extensions;
    this.background = background;
  }

  @Override
  public StepOutcome perform(StepContext context) {
    ModulePackage content = packages.fetch(context.item());
    if (!content.extensions().isEmpty()) {
      extensions.ensure(context.tenantDatabase(), context.item().module(), content.extensions());
    }
    Manner manner = context.item().hasFormer() ? Manner.UPGRADE : Manner.INSTALL;
    return RunOutcomes.ofMigration(migrator.migrate(context.tenantRun(), content.tenant(), manner));
  }

  @Override
  public StepOutcome undo(StepContext context) {
    return context.item().hasFormer()
        ? RunOutcomes.ofReversal(migrator.goBack(context.undoOfTenantRun(), wayBack(context)))
        : RunOutcomes.of(migrator.remove(context.tenantRun()), scripts -> "removed");
  }

  @Override
  public Uni<List<String>> remedy(StepContext context) {
    return context.item().hasFormer()
        ? formers
            .lookUp(context)
            .chain(
                former -> background.run(() -> wayBack(context, packages.fetch(former).tenant())))
            .map(
                way ->
                    migrator.goingBackCommands(
                        context.tenantDatabase(), context.item().module(), way))
        : Uni.createFrom()
            .item(migrator.removalCommands(context.tenantDatabase(), context.item().module()));
  }

  private WayBack wayBack(StepContext context) {
    return wayBack(context, formers.packageOf(context).tenant());
  }

  private WayBack wayBack(StepContext context, ModulePackage.Part former) {
    return new WayBack(
        Optional.of(context.tenantRun().id()),
        former.versions(),
        former.repeatable(),
        packages.fetch(context.item()).tenant().undo(),
        List.of(former.grants()));
  }
}
