package io.tenantry.tenantmodule;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Fills the service's tables as years of many tenants would. Each tenant has ten modules and the
 * jobs that brought them; the first has a long history besides. Nothing of it is due, so the sweeps
 * leave it alone.
 */
final class ManyTenants {

  static final String FIRST = "scale-1";
  static final String OTHER = "scale-2";
  static final int LONG_HISTORY = 5_000;

  private static final List<String> FILL =
      List.of(
          """
          insert into tenant (id, name, isolation, status, database_server, database_name,
            registered_at)
          select 'scale-' || i, 'Tenant ' || i, 'DATABASE', 'READY', 'main', 'tn_' || i, now()
          from generate_series(1, %1$d) i
          """,
          """
          insert into job (id, tenant_id, kind, module, version_range, parameters,
            allow_prereleases, requested_by, requested_at, queue_deadline, state, ended_at, plan)
          select gen_random_uuid(), 'scale-' || i, 'INSTALL', 'scale_' || m, '*', '{}', false,
            'ada', now() - interval '2 years', now(),
            case when (i + m) %% 500 = 0 then 'FAILED' else 'SUCCEEDED' end, now(), '{"modules": []}'
          from generate_series(1, %1$d) i, generate_series(1, 10) m
          """,
          """
          insert into job (id, tenant_id, kind, module, version_range, parameters,
            allow_prereleases, requested_by, requested_at, queue_deadline, state, ended_at, plan)
          select gen_random_uuid(), 'scale-1', 'UPGRADE', 'scale_' || (i %% 10 + 1), '*', '{}',
            false, 'ada', now() - interval '1 year', now(),
            case when i %% 1000 = 0 then 'FAILED' else 'SUCCEEDED' end, now(), '{"modules": []}'
          from generate_series(1, %2$d) i
          """,
          """
          insert into job_timeline (job_id, sequence, tenant_id, occurred_at, job_state)
          select id, 1, tenant_id, requested_at, 'PENDING' from job where tenant_id like 'scale-%%'
          """,
          """
          insert into tenant_module (tenant_id, module, version, installed_as, namespace,
            permissions, parameters, server, database, schema, runtime_role, runtime_secret,
            job_id, since)
          select tenant_id, module, '1.0.0', 'REQUESTED', 'App', '{"permissions": []}', '{}', 'main',
            'tn', module, module || '_app', 'secret', id, now()
          from job where tenant_id like 'scale-%%' and kind = 'INSTALL'
          """,
          """
          insert into kept_data (id, tenant_id, module, version, job_id, kept_at, purge_after,
            status)
          select gen_random_uuid(), tenant_id, module, '0.9.0', id, now(),
            now() + interval '30 days', 'KEPT'
          from job where tenant_id like 'scale-%%' and (module = 'scale_1' or kind = 'UPGRADE')
          """,
          """
          insert into audit_entry (trail, sequence, tenant_id, occurred_at, actor, source, action,
            subject, outcome, previous_hash, hash)
          select tenant_id, row_number() over (partition by tenant_id order by number), tenant_id,
            requested_at + number * interval '1 millisecond', 'user-' || number %% 1000,
            '192.0.2.7', case when number %% 1000 = 0 then 'job.cancel' else 'job.moved' end,
            id::text, 'SUCCEEDED', '', ''
          from job where tenant_id like 'scale-%%'
          """,
          """
          insert into catalogue_version
          select 'scale_' || m, '1.' || v || '.0', 'Title', 'What it is for.', 'PUBLISHED', '',
            '{}', now()
          from generate_series(1, 200) m, generate_series(0, 4) v
          """);

  private static final List<String> TABLES =
      List.of(
          "audit_entry",
          "kept_data",
          "tenant_module",
          "job_timeline",
          "job",
          "tenant",
          "catalogue_version");

  private ManyTenants() {}

  static void fill(int tenants) throws SQLException {
    try (Connection connection = unchecked()) {
      for (String sql : FILL) {
        Database.change(connection, sql.formatted(tenants, LONG_HISTORY));
      }
      for (String table : TABLES) {
        Database.change(connection, "analyze " + table);
      }
    }
  }

  static void remove() throws SQLException {
    try (Connection connection = unchecked()) {
      for (String table : TABLES.subList(0, TABLES.size() - 2)) {
        Database.change(connection, "delete from " + table + " where tenant_id like 'scale-%'");
      }
      Database.change(connection, "delete from tenant where id like 'scale-%'");
      Database.change(connection, "delete from catalogue_version where module like 'scale_%'");
    }
  }

  /** Nothing checks foreign keys row by row, which takes long and is not what is tested. */
  private static Connection unchecked() throws SQLException {
    Connection connection = Database.superuser();
    Database.change(connection, "set session_replication_role = replica");
    return connection;
  }
}
