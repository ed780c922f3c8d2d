package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.application.port.Migrator.DatabaseRefused;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.AppliedScript;
import io.tenantry.installer.domain.migration.History;
import io.tenantry.installer.domain.migration.ScriptVersion;
import io.tenantry.installer.domain.plan.ModuleName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A module's schema with Flyway's history table in it; both belong to the platform. */
final class HistoryTable {

  private final Connection platform;
  private final DatabaseRef database;
  private final String name;

  HistoryTable(Connection platform, DatabaseRef database, ModuleName module) {
    this(platform, database, module.value());
  }

  HistoryTable(Connection platform, DatabaseRef database, String schema) {
    this.platform = platform;
    this.database = database;
    this.name = schema;
  }

  /**
   * Whether it is there.
   *
   * @throws DatabaseRefused when it belongs to somebody else, who could write what he likes
   */
  boolean exists() throws SQLException {
    String sql =
        "select tableowner from pg_tables where schemaname = ? and tablename = 'flyway_schema_history'";
    try (PreparedStatement statement = platform.prepareStatement(sql)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        if (rows.next() && !rows.getString(1).equals(database.ownerRole())) {
          throw new DatabaseRefused(
              "the history of module %s in database %s belongs to %s; as its owner, run: ALTER TABLE %s.flyway_schema_history OWNER TO %s"
                  .formatted(name, database.name(), rows.getString(1), name, database.ownerRole()),
              null);
        }
        return rows.getRow() > 0;
      }
    }
  }

  /** Lets a role that is new create in the schema, which somebody else has made. */
  void open(String moduleRole) throws SQLException {
    Sql.run(
        platform,
        "set local role %s; grant usage, create on schema %s to %s; reset role"
            .formatted(Sql.identifier(database.ownerRole()), schema(), Sql.identifier(moduleRole)));
  }

  /** What the table tells. */
  History read(List<AppliedScript> begun) throws SQLException {
    String sql =
        """
        select installed_rank, version, description, type, script, checksum, success
        from %s.flyway_schema_history
        order by installed_rank
        """
            .formatted(schema());
    try (PreparedStatement statement = platform.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      List<AppliedScript> applied = new ArrayList<>();
      while (rows.next()) {
        applied.add(row(rows));
      }
      return new History(applied, begun);
    }
  }

  private static AppliedScript row(ResultSet row) throws SQLException {
    return new AppliedScript(
        row.getInt(1),
        Optional.ofNullable(row.getString(2)).map(ScriptVersion::of),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        Optional.ofNullable(row.getObject(6, Integer.class)),
        row.getBoolean(7));
  }

  /**
   * Makes the schema, lets the module's role create in it, and makes the table exactly as Flyway
   * would. The schema's owner is the platform's: who owns a schema can drop what others have in it.
   */
  void create(String moduleRole) throws SQLException {
    Sql.run(
        platform,
        """
        set local role %1$s;
        create schema if not exists %2$s;
        grant usage, create on schema %2$s to %3$s;
        create table %2$s.flyway_schema_history (
          installed_rank int not null,
          version varchar(50),
          description varchar(200) not null,
          type varchar(20) not null,
          script varchar(1000) not null,
          checksum int,
          installed_by varchar(100) not null,
          installed_on timestamp not null default now(),
          execution_time int not null,
          success boolean not null,
          constraint flyway_schema_history_pk primary key (installed_rank)
        );
        create index flyway_schema_history_s_idx on %2$s.flyway_schema_history (success);
        reset role
        """
            .formatted(Sql.identifier(database.ownerRole()), schema(), Sql.identifier(moduleRole)));
  }

  private String schema() {
    return Sql.identifier(name);
  }
}
