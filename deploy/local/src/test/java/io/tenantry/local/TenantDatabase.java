package io.tenantry.local;

import io.tenantry.local.RunningPlatform.Running;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A tenant's database, looked into by its superuser. */
record TenantDatabase(Running running, String name) {

  static TenantDatabase of(Running running, String tenant) {
    return new TenantDatabase(running, running.api().database(tenant));
  }

  /** Schemas that a module made. */
  List<String> moduleSchemas() {
    return texts(
        """
        select nspname from pg_namespace
        where nspname !~ '^pg_' and nspname not in ('information_schema', 'public', 'tenantry')
        order by 1
        """);
  }

  /** Versions in the module's history, each as often as it was applied. */
  List<String> applied(String schema) {
    return texts(
        "select version from %s.flyway_schema_history where version is not null order by installed_rank"
            .formatted(schema));
  }

  List<String> texts(String sql) {
    try (Connection connection = running.infrastructure().postgres().superuser(name);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException("database " + name + " cannot be looked into", e);
    }
  }

  /** No schema of a module can be dropped from now on. */
  void protectSchemas() {
    change(
        """
        create function protect() returns event_trigger language plpgsql as $$
        begin
          if exists (select from pg_event_trigger_dropped_objects() where object_type = 'schema') then
            raise 'it is protected';
          end if;
        end $$;
        create event trigger protect on sql_drop execute function protect()
        """);
  }

  /** No schema can get another name from now on. */
  void protectNames() {
    change(
        """
        create function protect() returns event_trigger language plpgsql as $$
        begin
          raise 'it is protected';
        end $$;
        create event trigger protect on ddl_command_start when tag in ('ALTER SCHEMA')
          execute function protect()
        """);
  }

  void protectSchemasNoMore() {
    change("drop event trigger protect; drop function protect()");
  }

  void change(String sql) {
    try (Connection connection = running.infrastructure().postgres().superuser(name);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("database " + name + " cannot be changed", e);
    }
  }
}
