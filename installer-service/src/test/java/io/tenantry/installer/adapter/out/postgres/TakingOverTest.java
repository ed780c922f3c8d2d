package io.tenantry.installer.adapter.out.postgres;

import static io.tenantry.installer.adapter.out.postgres.Cluster.run;
import static io.tenantry.installer.adapter.out.postgres.Cluster.scripts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.application.port.Migrator.Outcome.Applied;
import io.tenantry.installer.application.port.Migrator.Outcome.FencedOut;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.migration.Script;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A worker may die or freeze at any instant; the next one goes on, and the first can do nothing.
 */
@ParameterizedClass
@MethodSource("io.tenantry.installer.adapter.out.postgres.SupportedVersions#all")
class TakingOverTest {

  private static final List<Script> SLOW =
      scripts("create table a (x int); select pg_sleep(3)", "create table b (x int)");

  @Parameter int version;

  private Cluster cluster;
  private DatabaseRef database;
  private final UUID id = UUID.randomUUID();

  @BeforeEach
  void aTenantsDatabase() {
    cluster = SupportedVersions.cluster(version);
    database = cluster.newDatabase();
  }

  @Test
  void aYoungerWorkerEndsTheSessionOfTheOlderAndDoesTheWork() throws Exception {
    CompletableFuture<Outcome> older = CompletableFuture.supplyAsync(() -> attempt(1, SLOW));
    awaitSleepingSession();

    Outcome younger = attempt(2, scripts("create table a (x int)", "create table b (x int)"));

    assertThat(younger).isEqualTo(new Applied(2));
    assertThatThrownBy(older::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(DatabaseUnavailable.class);
    assertThat(historyVersions()).containsExactly("1", "2");
  }

  @Test
  void aWorkerThatWasFrozenBeforeItsCommitDoesNotBlockTheFence() throws Exception {
    cluster.migrator.migrate(run(database, "module_a"), scripts("select 1"), Grants.NONE);
    String role = database.name() + "_m_module_a";
    cluster.execute(database, "alter role " + role + " login password 'frozen'");
    try (Connection frozen = cluster.connect(database, role, "frozen");
        Statement statement = frozen.createStatement()) {
      frozen.setAutoCommit(false);
      var row = statement.executeQuery("select pg_current_xact_id()");
      row.next();
      cluster.execute(
          database,
          "insert into tenantry.run values ('%s', 'module_a', 'module_a', 1, '%s', '%s', 'RUNNING')"
              .formatted(id, role, row.getString(1)));
      statement.execute("select tenantry.finish_run('" + id + "')");

      Outcome younger = attempt(2, scripts("select 1", "create table b (x int)"));

      assertThat(younger).isEqualTo(new Applied(1));
      assertThatThrownBy(frozen::commit).isInstanceOf(java.sql.SQLException.class);
    }
    assertThat(historyVersions()).containsExactly("1", "2");
  }

  @Test
  void anOlderWorkerFindsTheFenceRaised() {
    attempt(7, scripts("create table a (x int)"));

    assertThat(attempt(6, scripts("create table a (x int)"))).isEqualTo(new FencedOut());
  }

  @Test
  void anOlderWorkerThatWakesUpDoesNotDisturbTheYounger() throws Exception {
    CompletableFuture<Outcome> younger = CompletableFuture.supplyAsync(() -> attempt(2, SLOW));
    awaitSleepingSession();

    assertThat(attempt(1, SLOW)).isEqualTo(new FencedOut());
    assertThat(cluster.migrator.remove(run(id, database, "module_a", 1)))
        .isEqualTo(new FencedOut());

    assertThat(younger.get()).isEqualTo(new Applied(2));
    assertThat(historyVersions()).containsExactly("1", "2");
  }

  @Test
  void anOlderWorkerThatIsFencedOutLeavesTheRoleToTheYounger() throws Exception {
    CompletableFuture<Outcome> older =
        CompletableFuture.supplyAsync(() -> attempt(1, scripts("select pg_sleep(1)")));
    awaitSleepingSession();
    cluster.execute(database, "update tenantry.fence set value = 2");

    assertThat(older.get()).isEqualTo(new FencedOut());

    assertThat(
            cluster.query(
                database,
                "select rolcanlogin from pg_roles where rolname = '%s_m_module_a'"
                    .formatted(database.name())))
        .containsExactly("t");
  }

  @Test
  void aRunThatWasTakenOverCannotBeFinished() throws Exception {
    CompletableFuture<Outcome> older =
        CompletableFuture.supplyAsync(
            () -> attempt(1, scripts("create table a (x int); select pg_sleep(1)")));
    awaitSleepingSession();
    cluster.execute(database, "update tenantry.fence set value = 2");

    assertThat(older.get()).isEqualTo(new FencedOut());
    assertThat(historyVersions()).isEmpty();
  }

  @Test
  void aRunWhoseCommitNobodySawIsKnownToBeDone() {
    attempt(1, scripts("create table a (x int)"));

    assertThat(attempt(2, scripts("create table a (x int)"))).isEqualTo(new Applied(0));
    assertThat(historyVersions()).containsExactly("1");
  }

  @Test
  void manyTenantsInstallTheSameModuleAtTheSameTime() throws Exception {
    List<CompletableFuture<Outcome>> installations = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      DatabaseRef tenant = cluster.newDatabase();
      installations.add(
          CompletableFuture.supplyAsync(
              () ->
                  retrying(
                      () ->
                          cluster.migrator.migrate(
                              run(tenant, "popular"),
                              scripts("create table a (x int)"),
                              Grants.NONE))));
    }

    for (CompletableFuture<Outcome> installation : installations) {
      assertThat(installation.get()).isEqualTo(new Applied(1));
    }
  }

  /** Concurrent changes of one role may collide; the next try gets through. */
  private static Outcome retrying(java.util.function.Supplier<Outcome> attempt) {
    for (int tries = 1; ; tries++) {
      try {
        return attempt.get();
      } catch (DatabaseUnavailable e) {
        if (tries == 5) {
          throw e;
        }
      }
    }
  }

  private Outcome attempt(long fence, List<Script> scripts) {
    return cluster.migrator.migrate(run(id, database, "module_a", fence), scripts, Grants.NONE);
  }

  private void awaitSleepingSession() {
    String sql =
        "select pid from pg_stat_activity where datname = '%s' and wait_event = 'PgSleep'"
            .formatted(database.name());
    Awaitility.await().until(() -> !cluster.query(database, sql).isEmpty());
  }

  private List<String> historyVersions() {
    return cluster.query(
        database, "select version from module_a.flyway_schema_history order by installed_rank");
  }
}
