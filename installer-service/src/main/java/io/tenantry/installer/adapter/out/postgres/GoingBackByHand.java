package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.application.port.Migrator.WayBack;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.plan.ModuleName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What takes a schema back, for people: to be run where the package is unpacked. The module's own
 * role runs its scripts, as ever, for which it is let in under a password that somebody chooses.
 */
final class GoingBackByHand {

  private static final String PASSWORD = "choose-one";
  private static final String FORMER = "former/";

  private GoingBackByHand() {}

  /**
   * Runs each script and makes the history forget what it took back; none when all is kept and
   * nothing is repeatable. Repeatable scripts are run again as they were, from where the former
   * package is unpacked.
   */
  static List<String> commands(DatabaseRef database, ModuleName module, WayBack way) {
    List<Script> scripts = scripts(way);
    if (scripts.isEmpty() && way.repeatable().isEmpty()) {
      return List.of();
    }
    String psql = "psql -v ON_ERROR_STOP=1 -d " + database.name() + " ";
    String role = database.moduleRole(module);
    String history = Sql.identifier(module.value()) + ".flyway_schema_history";
    List<String> commands = new ArrayList<>();
    commands.add(psql + "-c \"ALTER ROLE %s LOGIN PASSWORD '%s'\"".formatted(role, PASSWORD));
    for (Script script : scripts) {
      commands.add(run(psql, role, module, script, ""));
      String row =
          script.isRepeatable()
              ? "script = $$%s$$".formatted(script.fileName().substring(1))
              : "version = $$%s$$".formatted(script.version());
      commands.add(psql + "-c 'DELETE FROM %s WHERE %s'".formatted(history, row));
    }
    for (Script script : way.repeatable()) {
      commands.add(run(psql, role, module, script, FORMER));
      commands.add(
          psql
              + "-c 'INSERT INTO %1$s SELECT max(installed_rank) + 1, NULL, $$%2$s$$, $$SQL$$, $$%3$s$$, %4$d, current_user, now(), 0, true FROM %1$s'"
                  .formatted(history, script.description(), script.fileName(), script.checksum()));
    }
    commands.add(psql + "-c 'ALTER ROLE %s NOLOGIN PASSWORD NULL'".formatted(role));
    return commands;
  }

  /** Repeatable ones first, and then the latest first. */
  private static List<Script> scripts(WayBack way) {
    Set<String> kept = way.repeatable().stream().map(Script::fileName).collect(Collectors.toSet());
    return Stream.concat(
            way.undo().stream()
                .filter(Script::isRepeatable)
                .filter(script -> !kept.contains(script.fileName().substring(1)))
                .sorted(Comparator.comparing(Script::description).reversed()),
            way.undo().stream()
                .filter(script -> !script.isRepeatable())
                .filter(script -> !way.kept().contains(script.version()))
                .sorted(Comparator.comparing(Script::version).reversed()))
        .toList();
  }

  private static String run(
      String psql, String role, ModuleName module, Script script, String directory) {
    return "PGPASSWORD=%s %s-U %s %s-c 'SET search_path = %s, public, pg_temp' -f %s%s"
        .formatted(
            PASSWORD,
            psql,
            role,
            script.transactional() ? "-1 " : "",
            Sql.identifier(module.value()),
            directory,
            script.path());
  }
}
