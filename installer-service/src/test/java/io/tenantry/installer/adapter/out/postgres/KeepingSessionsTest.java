package io.tenantry.installer.adapter.out.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tenantry.installer.domain.database.DatabaseRef;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A login costs more than what most steps do, so a session waits for the next one. */
class KeepingSessionsTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Cluster cluster = SupportedVersions.cluster(15);
  private final KeptSessions sessions = new KeptSessions(2, LONG);
  private DatabaseRef database;

  @BeforeEach
  void aTenantsDatabase() {
    database = cluster.newDatabase();
  }

  @Test
  void whoComesNextGetsTheSameSession() throws SQLException {
    int first = used(sessions, database);

    assertThat(used(sessions, database)).isEqualTo(first);
  }

  @Test
  void itHasNoTransactionAnyMore() throws SQLException {
    try (Connection session = take(sessions, database)) {
      session.setAutoCommit(false);
      Sql.run(session, "create table left_behind (x int)");
    }

    try (Connection session = take(sessions, database)) {
      assertThat(session.getAutoCommit()).isTrue();
      assertThat(cluster.query(database, "select 1 from pg_class where relname = 'left_behind'"))
          .isEmpty();
    }
  }

  @Test
  void twoAtTheSameTimeHaveOneEach() throws SQLException {
    try (Connection one = take(sessions, database);
        Connection other = take(sessions, database)) {
      assertThat(backend(one)).isNotEqualTo(backend(other));
    }
  }

  @Test
  void oneThatTheServerHasEndedIsNotUsed() throws SQLException {
    int first = used(sessions, database);
    cluster.execute(database, "select pg_terminate_backend(%d, 5000)".formatted(first));

    assertThat(used(sessions, database)).isNotEqualTo(first);
  }

  @Test
  void noMoreAreKeptThanThereIsRoomFor() throws SQLException {
    used(sessions, database);
    DatabaseRef second = cluster.newDatabase();
    DatabaseRef third = cluster.newDatabase();
    used(sessions, second);
    used(sessions, third);

    await().atMost(LIMIT).until(() -> kept(database) == 0);
    assertThat(kept(second) + kept(third)).isEqualTo(2);
  }

  @Test
  void itIsClosedWhenNobodyComes() throws SQLException {
    used(new KeptSessions(2, Duration.ofMillis(50)), database);

    await().atMost(LIMIT).until(() -> kept(database) == 0);
  }

  private int used(KeptSessions sessions, DatabaseRef where) throws SQLException {
    try (Connection session = take(sessions, where)) {
      return backend(session);
    }
  }

  private Connection take(KeptSessions sessions, DatabaseRef where) {
    return sessions.take(where, () -> opened(where));
  }

  private Connection opened(DatabaseRef where) {
    try {
      return cluster.superuser(where);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int backend(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }

  /** Without those that the cluster's own adapters keep. */
  private int kept(DatabaseRef where) {
    return Integer.parseInt(
        cluster
            .query(
                Cluster.LANDLORD,
                "select count(*) from pg_stat_activity where datname = '%s' and usename = 'postgres'"
                    .formatted(where.name()))
            .get(0));
  }
}
