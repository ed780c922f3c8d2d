package io.tenantry.installer.adapter.out.postgres;

import static io.tenantry.installer.adapter.out.postgres.Cluster.run;
import static io.tenantry.installer.adapter.out.postgres.Cluster.scripts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

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
    assertThat(cluster.checks.obstacles(database, MODULE, true)).isEmpty();
  }

  @Test
  void aModuleThatIsThereCannotBeInstalledAndOneThatIsNotCannotBeChanged() {
    assertThat(cluster.checks.obstacles(database, MODULE, false))
        .containsExactly(
            "Database %s has a schema module_a already, which this job did not make."
                .formatted(database.name()));
    assertThat(cluster.checks.obstacles(database, new ModuleName("module_b"), true))
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
                      .isThrownBy(() -> cluster.checks.obstacles(database, MODULE, true))
                      .withMessageContaining("of module_a_app has been holding a lock on item"));
    }
    await("the service has let go")
        .ignoreExceptions()
        .untilAsserted(
            () -> assertThat(cluster.checks.obstacles(database, MODULE, true)).isEmpty());
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
                    .isThrownBy(() -> cluster.checks.obstacles(database, MODULE, true))
                    .withMessageContaining("connections left; a job needs 4");
              });
    } finally {
      for (Connection other : others) {
        other.close();
      }
    }
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
