package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.RequiredExtension;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one statement tells of a database before a job.
 *
 * @param version PostgreSQL's major version
 * @param provisioned whether the platform's tables are there
 * @param current whether they are those of this installer
 * @param owner whether the platform may act as the database's owner
 * @param schema whether the module has a schema
 * @param open whether everybody may create objects in schema public
 * @param connections how many are left on the server
 * @param blocker who has been holding a lock on something of the module for too long
 * @param taken bytes that the server's databases take, as far as the platform may see them
 */
record DatabaseLook(
    int version,
    boolean provisioned,
    boolean current,
    boolean owner,
    boolean schema,
    boolean open,
    int connections,
    Optional<String> blocker,
    Optional<Long> taken,
    List<FoundExtension> extensions) {

  private static final int TO_MAJOR = 10_000;

  /** An extension that is not there yet brings along what it needs itself. */
  private static final String LOOK =
      """
      with recursive needed as (
        select asked.name, asked.name as root from unnest(?::name[]) as asked (name)
        union
        select required, needed.root
        from needed
          join pg_available_extensions offered on offered.name = needed.name
          join pg_available_extension_versions v
            on v.name = offered.name and v.version = offered.default_version
          cross join unnest(v.requires) as required
        where not exists (select from pg_extension where extname = needed.name)),
      extension as (
        select needed.root, needed.name, offered.default_version as offered,
          v.superuser and not v.trusted as superusers, there.extversion as there,
          there.extrelocatable as movable, there.extnamespace::regnamespace::text as home
        from needed
          left join pg_available_extensions offered on offered.name = needed.name
          left join pg_available_extension_versions v
            on v.name = offered.name and v.version = offered.default_version
          left join pg_extension there on there.extname = needed.name),
      look as (
        select current_setting('server_version_num')::int / ? as version,
          to_regclass('tenantry.run') is not null as provisioned,
          pg_has_role(current_user, ?, 'USAGE') as owner,
          to_regclass('tenantry.aside_key') is not null
            and to_regclass('tenantry.begun_script') is not null
            and to_regclass('tenantry.extension') is not null as current,
          exists (select from pg_namespace where nspname = ?) as schema,
          has_schema_privilege('public', to_regnamespace('public')::oid, 'CREATE') as open,
          current_setting('max_connections')::int
            - current_setting('superuser_reserved_connections')::int
            - (select count(*) from pg_stat_activity where backend_type = 'client backend')
            as connections,
          case when ? then (
            select sum(pg_database_size(oid)) from pg_database
            where has_database_privilege(oid, 'CONNECT')
              or pg_has_role('pg_read_all_stats', 'USAGE')) end as taken,
          (select format('%s of %s has been holding a lock on %s since %s',
              a.pid, a.usename, c.relname, a.xact_start)
            from pg_locks l
              join pg_class c on c.oid = l.relation
              join pg_stat_activity a using (pid)
            where c.relnamespace = to_regnamespace(quote_ident(?)) and l.granted
              and a.datname = current_database() and a.pid <> pg_backend_pid()
              and a.xact_start < clock_timestamp() - ? * interval '1 millisecond'
            order by a.xact_start limit 1) as blocker)
      select * from look left join extension on true
      """;

  /**
   * Looks.
   *
   * @param ownerRole who owns the database
   * @param sizes whether to sum up what the databases take, which reads every file's length
   * @param longest how long a lock may be held without being in the way
   */
  static DatabaseLook at(
      Connection connection,
      String ownerRole,
      ModuleName module,
      List<RequiredExtension> extensions,
      boolean sizes,
      Duration longest)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOOK)) {
      Object[] names = extensions.stream().map(RequiredExtension::name).toArray();
      statement.setArray(1, connection.createArrayOf("text", names));
      statement.setInt(2, TO_MAJOR);
      statement.setString(3, ownerRole);
      statement.setString(4, module.value());
      statement.setBoolean(5, sizes);
      statement.setString(6, module.value());
      statement.setLong(7, longest.toMillis());
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return of(rows);
      }
    }
  }

  /** The first row stands for the database, and each for an extension if there are any. */
  private static DatabaseLook of(ResultSet row) throws SQLException {
    return new DatabaseLook(
        row.getInt("version"),
        row.getBoolean("provisioned"),
        row.getBoolean("current"),
        row.getBoolean("owner"),
        row.getBoolean("schema"),
        row.getBoolean("open"),
        row.getInt("connections"),
        Optional.ofNullable(row.getString("blocker")),
        Optional.ofNullable(row.getBigDecimal("taken")).map(sum -> sum.longValue()),
        extensions(row));
  }

  private static List<FoundExtension> extensions(ResultSet rows) throws SQLException {
    List<FoundExtension> extensions = new ArrayList<>();
    do {
      if (rows.getString("name") != null) {
        extensions.add(
            new FoundExtension(
                rows.getString("root"),
                rows.getString("name"),
                Optional.ofNullable(rows.getString("offered")),
                rows.getBoolean("superusers"),
                Optional.ofNullable(rows.getString("there")),
                rows.getBoolean("movable"),
                Optional.ofNullable(rows.getString("home"))));
      }
    } while (rows.next());
    return List.copyOf(extensions);
  }
}
