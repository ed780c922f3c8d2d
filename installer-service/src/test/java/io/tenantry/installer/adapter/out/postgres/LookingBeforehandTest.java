package io.tenantry.installer.adapter.out.postgres;

import static io.tenantry.installer.adapter.out.postgres.Cluster.run;
import static io.tenantry.installer.adapter.out.postgres.Cluster.scripts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.tenantry.installer.application.port.DatabaseChecks.Intent;
import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.plan.ModuleName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What would be in a job's way is found before anything is changed. */
@ParameterizedClass
@MethodSource("io.tenantry.installer.adapter.out.postgres.SupportedVersions#all")
class LookingBeforehandTest {

  private static final ModuleName MODULE = new ModuleName("module_a");

  @Parameter int version;

  private Cluster cluster;
  private DatabaseRef database;

  @BeforeEach
  void aModule() {
    cluster = SupportedVersions.cluster(version);
    database = cluster.newDatabase();
    cluster.migrator.migrate(
        run(database, "module_a"),
        scripts("create table item (x int)"),
        new Grants(Map.of("item", List.of("select")), Map.of(), Map.of()));
  }

  @Test
  void nothingIsInTheWay() {
    assertThat(obstacles(Intent.CHANGE)).isEmpty();
  }

  @Test
  void aModuleThatIsThereCannotBeInstalledAndOneThatIsNotCannotBeChanged() {
    assertThat(obstacles(Intent.MAKE))
        .containsExactly(
            "Database %s has a schema module_a already, which this job did not make."
                .formatted(database.name()));
    assertThat(
            cluster.checks.obstacles(
                database, new ModuleName("module_b"), Intent.CHANGE, List.of()))
        .containsExactly(
            "Database %s has no schema module_b, which was installed before."
                .formatted(database.name()));
  }

  @Test
  void aServiceThatHoldsALockForLongIsNamed() throws SQLException {
    try (Connection service = cluster.connect(database, "module_a_app", Cluster.SECRET);
        Statement statement = service.createStatement()) {
      service.setAutoCommit(false);
      statement.execute("select * from module_a.item");

      await("the lock is older than a script would wait")
          .untilAsserted(
              () ->
                  assertThatExceptionOfType(DatabaseUnavailable.class)
                      .isThrownBy(() -> obstacles(Intent.CHANGE))
                      .withMessageContaining("of module_a_app has been holding a lock on item"));
    }
    await("the service has let go")
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(obstacles(Intent.CHANGE)).isEmpty());
  }

  @Test
  void aServerWithoutConnectionsLeftIsTriedAgainLater() throws SQLException {
    List<Connection> others = new ArrayList<>();
    try {
      await("nobody keeps a session any more")
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () -> {
                fill(others);
                assertThatExceptionOfType(DatabaseUnavailable.class)
                    .isThrownBy(() -> obstacles(Intent.CHANGE))
                    .withMessageContaining("connections left; a job needs 4");
              });
    } finally {
      for (Connection other : others) {
        other.close();
      }
    }
  }

  @Test
  void aLockIsInNobodysWayWhoChangesNothing() throws SQLException {
    try (Connection service = cluster.connect(database, "module_a_app", Cluster.SECRET);
        Statement statement = service.createStatement()) {
      service.setAutoCommit(false);
      statement.execute("select * from module_a.item");
      await("the lock is older than a script would wait")
          .untilAsserted(
              () ->
                  assertThatExceptionOfType(DatabaseUnavailable.class)
                      .isThrownBy(() -> obstacles(Intent.SHARE)));

      assertThat(obstacles(Intent.JOIN)).isEmpty();
    }
  }

  @Test
  void aServerWhoseDatabasesTakeTooMuchIsTriedAgainLater() {
    long taken =
        Long.parseLong(
            cluster
                .query(database, "select sum(pg_database_size(oid))::bigint from pg_database")
                .get(0));
    PostgresChecks full = cluster.checksWithSpace(Long.toString(taken / 2));

    for (Intent intent : List.of(Intent.CHANGE, Intent.SHARE)) {
      assertThatExceptionOfType(DatabaseUnavailable.class)
          .isThrownBy(() -> full.obstacles(database, MODULE, intent, List.of()))
          .withMessageContaining("MiB that tenantry.installer.servers.main.space allows");
    }
    assertThat(full.obstacles(database, MODULE, Intent.SET_ASIDE, List.of()))
        .as("a removal takes no room")
        .isEmpty();
    assertThat(
            cluster
                .checksWithSpace(Long.toString(2 * taken))
                .obstacles(database, MODULE, Intent.CHANGE, List.of()))
        .isEmpty();
  }

  @Test
  void aSchemaPublicInWhichEverybodyMayCreateIsNoPlaceForExtensions() {
    cluster.execute(database, "grant create on schema public to public");

    assertThat(obstacles(Intent.CHANGE))
        .containsExactly(
            "Everybody may create objects in schema public of database %s on server main, where scripts look for extensions. As its owner, run there: REVOKE CREATE ON SCHEMA public FROM PUBLIC;"
                .formatted(database.name()));
    assertThat(obstacles(Intent.SET_ASIDE)).as("a removal stays possible").isEmpty();
  }

  private List<String> obstacles(Intent intent) {
    return cluster.checks.obstacles(database, MODULE, intent, List.of());
  }

  /** Leaves two connections, one of them for the look itself. */
  private void fill(List<Connection> others) throws SQLException {
    int left =
        Integer.parseInt(
            cluster
                .query(
                    database,
                    """
                    select current_setting('max_connections')::int
                      - current_setting('superuser_reserved_connections')::int - count(*)
                    from pg_stat_activity where backend_type = 'client backend'
                    """)
                .get(0));
    for (int count = 0; count < left - 1; count++) {
      others.add(cluster.connect(database, "module_a_app", Cluster.SECRET));
    }
  }
}
