package io.tenantry.local.benchmark;

import static org.awaitility.Awaitility.await;

import io.tenantry.testkit.infrastructure.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the services have written down about jobs; asking them for it would cost them time. */
final class Ledger {

  private static final String TENANT_MODULE = "tenantry_tenant_module";
  private static final String INSTALLER = "tenantry_installer";
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final PostgresServer server;

  Ledger(PostgresServer server) {
    this.server = server;
  }

  void awaitActive(List<String> tenants, Duration limit) {
    awaitCount(
        "select count(*) from job where state = 'SUCCEEDED' and tenant_id in (%s)",
        tenants, TENANT_MODULE, limit);
  }

  void awaitProvisioned(List<String> tenants, Duration limit) {
    awaitCount(
        "select count(*) from tenant where status = 'READY' and id in (%s)",
        tenants, TENANT_MODULE, limit);
  }

  /** From the first step until the end, as the installer saw it. */
  List<Duration> taskTimes(List<String> tenants) {
    return durations(
        """
        select extract(epoch from t.ended_at - min(s.began_at)) * 1e9
        from task t join step s on s.task_id = t.id
        where t.kind = 'JOB' and t.tenant_id in (%s) group by t.id
        """
            .formatted(quoted(tenants)));
  }

  /** When the installer ended each job, in milliseconds since the first of them began. */
  List<Double> ends(List<String> tenants) {
    return numbers(
        """
        select extract(epoch from t.ended_at
          - min(t.created_at) over ()) * 1e3
        from task t where t.kind = 'JOB' and t.tenant_id in (%s) order by t.ended_at
        """
            .formatted(quoted(tenants)));
  }

  /** Mean time of each step, and between them, in milliseconds. */
  Map<String, Double> byStep(List<String> tenants) {
    Map<String, Double> means = new TreeMap<>();
    String sql =
        """
        select s.name || ' ' || avg(extract(epoch from s.changed_at - s.began_at) * 1e3)
        from task t join step s on s.task_id = t.id
        where t.kind = 'JOB' and t.tenant_id in (%1$s) group by s.name
        union all
        select 'between-steps ' || avg(between_steps) from (
          select extract(epoch from max(s.changed_at) - min(s.began_at)
            - sum(s.changed_at - s.began_at)) * 1e3 as between_steps
          from task t join step s on s.task_id = t.id
          where t.kind = 'JOB' and t.tenant_id in (%1$s) group by t.id) as gaps
        """
            .formatted(quoted(tenants));
    for (String row : rows(INSTALLER, sql)) {
      means.put(row.split(" ")[0], Double.parseDouble(row.split(" ")[1]));
    }
    return means;
  }

  private void awaitCount(String sql, List<String> tenants, String database, Duration limit) {
    String query = sql.formatted(quoted(tenants));
    String all = Integer.toString(tenants.size());
    await(sql)
        .atMost(limit)
        .pollDelay(Duration.ZERO)
        .pollInterval(BETWEEN_LOOKS)
        .until(() -> rows(database, query).get(0).equals(all));
  }

  private List<Duration> durations(String sql) {
    return numbers(sql).stream().map(nanos -> Duration.ofNanos(nanos.longValue())).toList();
  }

  private List<Double> numbers(String sql) {
    return rows(INSTALLER, sql).stream().map(Double::parseDouble).toList();
  }

  private List<String> rows(String database, String sql) {
    try (Connection connection = server.superuser(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException("database " + database + " cannot be looked into", e);
    }
  }

  private static String quoted(List<String> values) {
    return values.stream().map(one -> "'" + one + "'").collect(Collectors.joining(", "));
  }
}
