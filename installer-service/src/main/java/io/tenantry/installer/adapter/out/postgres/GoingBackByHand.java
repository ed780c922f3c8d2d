package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.application.port.Migrator.WayBack;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.plan.ModuleName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What takes a schema back, for people: to be run where the package is unpacked. The module's own
 * role runs its scripts, as ever, for which it is let in under a password that somebody chooses.
 */
final class GoingBackByHand {

  private static final String PASSWORD = "choose-one";

  private GoingBackByHand() {}

  /** Runs each script and makes the history forget what it took back; none when all is kept. */
  static List<String> commands(DatabaseRef database, ModuleName module, WayBack way) {
    List<Script> scripts =
        way.undo().stream()
            .filter(script -> !way.kept().contains(script.version()))
            .sorted(Comparator.comparing(Script::version).reversed())
            .toList();
    if (scripts.isEmpty()) {
      return List.of();
    }
    String psql = "psql -v ON_ERROR_STOP=1 -d " + database.name() + " ";
    String role = database.moduleRole(module);
    String schema = Sql.identifier(module.value());
    List<String> commands = new ArrayList<>();
    commands.add(psql + "-c \"ALTER ROLE %s LOGIN PASSWORD '%s'\"".formatted(role, PASSWORD));
    for (Script script : scripts) {
      commands.add(
          "PGPASSWORD=%s %s-U %s -1 -c 'SET search_path = %s, pg_temp' -f %s"
              .formatted(PASSWORD, psql, role, schema, script.path()));
      commands.add(
          psql
              + "-c 'DELETE FROM %s.flyway_schema_history WHERE version = $$%s$$'"
                  .formatted(schema, script.version()));
    }
    commands.add(psql + "-c 'ALTER ROLE %s NOLOGIN PASSWORD NULL'".formatted(role));
    return commands;
  }
}
