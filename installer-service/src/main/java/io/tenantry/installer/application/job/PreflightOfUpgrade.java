package io.tenantry.installer.application.job;

import io.tenantry.installer.application.port.Backups;
import io.tenantry.installer.application.port.Migrator;
import io.tenantry.installer.application.port.Migrator.Manner;
import io.tenantry.installer.domain.migration.MigrationPlan;
import io.tenantry.installer.domain.migration.MigrationPlan.Drift;
import io.tenantry.installer.domain.migration.MigrationPlan.Pending;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.plan.Action;
import io.tenantry.installer.domain.plan.ModulePackage;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks for the way back of what changes a schema that holds a tenant's data. */
final class PreflightOfUpgrade {

  private final Formers formers;
  private final Migrator migrator;
  private final Backups backups;

  PreflightOfUpgrade(Formers formers, Migrator migrator, Backups backups) {
    this.formers = formers;
    this.migrator = migrator;
    this.backups = backups;
  }

  List<String> obstacles(StepContext context, ModulePackage content) {
    if (formers.find(context).isEmpty()) {
      return List.of(
          "No completed job tells of %s %s, so that there is no way back to it."
              .formatted(context.item().module(), context.item().from().orElseThrow()));
    }
    MigrationPlan plan =
        migrator.plan(
            context.tenantDatabase(),
            schemaOf(context),
            content.tenant().scripts(),
            Manner.UPGRADE);
    if (plan instanceof Drift drift) {
      return List.of(drift.script() + ": " + drift.explanation());
    }
    if (content.offline() && backups.areMadeOf(context.tenantDatabase())) {
      return List.of();
    }
    WaysBack ways = new WaysBack(formers.packageOf(context).tenant().scripts(), content.tenant());
    return Stream.concat(ways.missingFor((Pending) plan), setupWithoutUndo(content))
        .map(script -> content.offline() ? onlyByBackup(script) : noWayBack(script))
        .toList();
  }

  private static Stream<Script> setupWithoutUndo(ModulePackage content) {
    Set<String> undone =
        content.setup().undo().stream().map(Script::fileName).collect(Collectors.toSet());
    return content.setup().scripts().stream().filter(script -> !undone.contains(script.fileName()));
  }

  /** Where the tenant's data is before the job. */
  private static String schemaOf(StepContext context) {
    return context.item().action() == Action.RESTORE
        ? context.restored().schema()
        : context.item().module().value();
  }

  private static String noWayBack(Script script) {
    return "Nothing takes %s back; the package needs its undo script.".formatted(script.path());
  }

  private static String onlyByBackup(Script script) {
    return "Only a backup could take %s back, and this platform makes none; the package needs its undo script."
        .formatted(script.path());
  }
}
