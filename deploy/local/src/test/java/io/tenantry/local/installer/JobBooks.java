package io.tenantry.local.installer;

import io.tenantry.local.installer.Contender.Tenant;
import io.tenantry.local.installer.JobTimes.StepTime;
import io.tenantry.testkit.infrastructure.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Looks into the services' own books, which costs them less than requests would. */
final class JobBooks implements AutoCloseable {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  private static final String READY =
      "select id, database_name from tenant where id = any (?) and status = 'READY'";

  private static final String JOBS =
      """
      select tenant_id, 1000 * extract(epoch from requested_at), 1000 * extract(epoch from ended_at),
        state
      from job where tenant_id = any (?) and ended_at is not null
      """;

  private static final String STEPS =
      """
      select t.tenant_id, 1000 * extract(epoch from t.created_at),
        1000 * extract(epoch from t.ended_at), s.name,
        1000 * extract(epoch from s.began_at), 1000 * extract(epoch from s.changed_at)
      from task t join step s on s.task_id = t.id
      where t.tenant_id = any (?) and t.kind = 'JOB' order by s.task_id, s.position
      """;

  private final Connection tenants;
  private final Connection tasks;

  JobBooks(PostgresServer postgres) {
    try {
      tenants = postgres.superuser("tenantry_tenant_module");
      tasks = postgres.superuser("tenantry_installer");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The tenants with their databases, once they have them. */
  List<Tenant> awaitDatabases(List<String> ids, Duration limit) {
    return await(
            ids.size(),
            limit,
            () -> rows(tenants, READY, ids, row -> new Tenant(row.getString(1), row.getString(2))))
        .stream()
        .sorted((one, other) -> one.id().compareTo(other.id()))
        .toList();
  }

  /** What the tenants' jobs took, once all of them are done. */
  List<JobTimes> awaitJobs(List<String> ids, Duration limit) {
    List<Job> jobs =
        await(
            ids.size(),
            limit,
            () ->
                rows(
                    tenants,
                    JOBS,
                    ids,
                    row ->
                        new Job(
                            row.getString(1),
                            row.getDouble(2),
                            row.getDouble(3),
                            row.getString(4))));
    jobs.stream()
        .filter(job -> !job.state().equals("SUCCEEDED"))
        .forEach(
            job -> {
              throw new IllegalStateException("it failed for tenant " + job.tenant());
            });
    Map<String, List<Step>> steps = new HashMap<>();
    rows(tasks, STEPS, ids, JobBooks::step)
        .forEach(step -> steps.computeIfAbsent(step.tenant(), key -> new ArrayList<>()).add(step));
    return jobs.stream().map(job -> job.with(steps.get(job.tenant()))).toList();
  }

  @Override
  public void close() {
    try (tasks;
        tenants) {
      // both are closed, whatever becomes of the first
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Step step(ResultSet row) throws SQLException {
    return new Step(
        row.getString(1),
        row.getDouble(2),
        row.getDouble(3),
        new StepTime(row.getString(4), row.getDouble(5), row.getDouble(6)));
  }

  private static <T> List<T> await(int expected, Duration limit, Look<T> look) {
    long end = System.nanoTime() + limit.toNanos();
    List<T> found = look.now();
    while (found.size() < expected) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "waited %d s in vain for %d of %d"
                .formatted(limit.toSeconds(), expected - found.size(), expected));
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      found = look.now();
    }
    return found;
  }

  private static <T> List<T> rows(
      Connection connection, String sql, List<String> ids, Mapper<T> mapper) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (rows.next()) {
          found.add(mapper.of(rows));
        }
        return found;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Finds what there is by now. */
  private interface Look<T> {

    List<T> now();
  }

  /** Makes something of a row. */
  private interface Mapper<T> {

    T of(ResultSet row) throws SQLException;
  }

  private record Step(String tenant, double taken, double done, StepTime time) {}

  private record Job(String tenant, double requested, double ended, String state) {

    JobTimes with(List<Step> steps) {
      return new JobTimes(
          requested,
          steps.get(0).taken(),
          steps.get(0).done(),
          ended,
          steps.stream().map(Step::time).toList());
    }
  }
}
