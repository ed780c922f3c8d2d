package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.AppliedScript;
import io.tenantry.installer.domain.migration.ScriptVersion;
import io.tenantry.installer.domain.plan.ModuleName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A module's schema with Flyway's history table in it; both belong to the platform. */
final class HistoryTable {

  private final Connection platform;
  private final DatabaseRef database;
  private final ModuleName module;

  HistoryTable(Connection platform, DatabaseRef database, ModuleName module) {
    this.platform = platform;
    this.database = database;
    this.module = module;
  }

  boolean exists() throws SQLException {
    String sql =
        "select 1 from pg_tables where schemaname = ? and tablename = 'flyway_schema_history'";
    try (PreparedStatement statement = platform.prepareStatement(sql)) {
      statement.setString(1, module.value());
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** Versioned scripts that were applied, in the order in which they were. */
  List<AppliedScript> applied() throws SQLException {
    String sql =
        """
        select installed_rank, version, script, checksum
        from %s.flyway_schema_history
        where version is not null and success
        order by installed_rank
        """
            .formatted(schema());
    try (PreparedStatement statement = platform.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      List<AppliedScript> applied = new ArrayList<>();
      while (rows.next()) {
        applied.add(
            new AppliedScript(
                rows.getInt(1),
                ScriptVersion.of(rows.getString(2)),
                rows.getString(3),
                rows.getInt(4)));
      }
      return applied;
    }
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
    return Sql.identifier(module.value());
  }
}
