package io.tenantry.installer.adapter.out.postgres;

import static io.tenantry.installer.adapter.out.postgres.Cluster.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tenantry.installer.application.port.Migrator;
import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import io.tenantry.installer.application.port.Migrator.Manner;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.application.port.Migrator.Outcome.Applied;
import io.tenantry.installer.application.port.Migrator.Outcome.Drifted;
import io.tenantry.installer.application.port.Migrator.Outcome.Failed;
import io.tenantry.installer.application.port.Migrator.Outcome.FencedOut;
import io.tenantry.installer.application.port.Migrator.Run;
import io.tenantry.installer.application.port.Migrator.WayBack;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.plan.ModulePackage.Part;
import io.tenantry.messaging.crash.CrashPoint;
import io.tenantry.messaging.crash.DyingWorkers;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that cannot run in a transaction, and what is left of them when they are cut off. */
@ParameterizedClass
@MethodSource("io.tenantry.installer.adapter.out.postgres.SupportedVersions#all")
class RunningAloneTest {

  private static final Script TABLE = tenant("V1__card.sql", "create table card (x int)");
  private static final Script INDEX =
      alone("V2__index.sql", "create unique index concurrently card_x on card (x);");
  private static final Script COLUMN = tenant("V3__column.sql", "alter table card add y int");
  private static final List<Script> SCRIPTS = List.of(TABLE, INDEX, COLUMN);
  private static final List<Script> UNDO =
      List.of(
          tenant("U1__card.sql", "drop table card"),
          alone("U2__index.sql", "drop index concurrently if exists card_x"),
          tenant("U3__column.sql", "alter table card drop y"));
  private static final Grants GRANTS =
      new Grants(Map.of("card", List.of("select")), Map.of(), Map.of());

  @Parameter int version;

  private Cluster cluster;
  private DatabaseRef database;
  private String moduleRole;
  private final UUID id = UUID.randomUUID();
  private final UUID undoId = UUID.randomUUID();

  @BeforeEach
  void aTenantsDatabase() {
    cluster = SupportedVersions.cluster(version);
    database = cluster.newDatabase();
    moduleRole = database.name() + "_m_card";
  }

  @AfterEach
  void nobodyCanLogIn() {
    assertThat(
            cluster.query(
                database,
                "select rolname from pg_roles where rolcanlogin and rolname = '%s'"
                    .formatted(moduleRole)))
        .isEmpty();
  }

  @Test
  void itRunsBetweenTheTransactionsOfTheOthers() {
    assertThat(migrate(1, SCRIPTS)).isEqualTo(new Applied(3));

    assertThat(history()).containsExactly("1 V1__card.sql", "2 V2__index.sql", "3 V3__column.sql");
    assertThat(indexes()).containsExactly("card_x valid");
    assertThat(begun()).isEmpty();
    assertThat(grants()).containsExactly("SELECT");
    assertThat(
            cluster.query(
                database,
                "select distinct installed_by from card.flyway_schema_history where success"))
        .containsExactly(moduleRole);
  }

  @Test
  void theGrantsComeLastEvenIfItIsTheLastScript() {
    assertThat(migrate(1, List.of(TABLE, INDEX))).isEqualTo(new Applied(2));

    assertThat(grants()).containsExactly("SELECT");
    assertThat(migrate(2, List.of(TABLE, INDEX))).isEqualTo(new Applied(0));
  }

  @Test
  void itWaitsForOlderTransactionsAndThePlatformHoldsNone() throws Exception {
    try (Connection other = cluster.superuser(database);
        Statement statement = other.createStatement()) {
      migrate(1, List.of(TABLE));
      other.setAutoCommit(false);
      other.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      statement.execute("select * from card.card");

      CompletableFuture<Outcome> run =
          CompletableFuture.supplyAsync(
              () -> migrate(UUID.randomUUID(), 2, SCRIPTS, cluster.migrator));
      await().until(() -> !sessions("wait_event_type = 'Lock'").isEmpty());
      assertThat(
              cluster.query(
                  database,
                  "select pid from pg_stat_activity where datname = '%s' and usename <> 'postgres' and usename <> '%s' and (state <> 'idle' or backend_xmin is not null)"
                      .formatted(database.name(), moduleRole)))
          .as("transactions of the platform")
          .isEmpty();
      other.commit();

      assertThat(run.get()).isEqualTo(new Applied(2));
    }
  }

  @Test
  void whatFailsLeavesHalfOfItselfUntilTheWayBack() {
    migrate(UUID.randomUUID(), 1, List.of(TABLE), cluster.migrator);
    cluster.execute(database, "insert into card.card values (1), (1)");
    Run forward = run(id, database, "card", 2);

    Outcome outcome = migrate(forward.id(), 2, SCRIPTS, cluster.migrator);

    assertThat(((Failed) outcome).failure().sqlState()).contains("23505");
    assertThat(((Failed) outcome).failure().script()).isEqualTo("db/tenant/V2__index.sql");
    assertThat(indexes()).containsExactly("card_x invalid");
    assertThat(history()).containsExactly("1 V1__card.sql");
    assertThat(begun()).containsExactly("V2__index.sql");

    assertThat(goBack(forward, 3, cluster.migrator)).isEqualTo(new Applied(1));
    assertThat(indexes()).isEmpty();
    assertThat(begun()).isEmpty();
    assertThat(history()).containsExactly("1 V1__card.sql");
  }

  @Test
  void halfOfItIsNotInTheWayOfAnotherTry() {
    migrate(UUID.randomUUID(), 1, List.of(TABLE), cluster.migrator);
    cluster.execute(database, "insert into card.card values (1), (1)");
    migrate(1, SCRIPTS);
    cluster.execute(database, "truncate card.card");

    assertThat(migrate(2, SCRIPTS)).isEqualTo(new Applied(3));

    assertThat(indexes()).containsExactly("card_x valid");
    assertThat(begun()).isEmpty();
    assertThat(history()).hasSize(3);
  }

  @Test
  void anUndoInATransactionTakesHalfOfItBackToo() {
    migrate(UUID.randomUUID(), 1, List.of(TABLE), cluster.migrator);
    cluster.execute(database, "insert into card.card values (1), (1)");
    Part part =
        new Part(SCRIPTS, List.of(tenant("U2__index.sql", "drop index if exists card_x")), GRANTS);
    cluster.migrator.migrate(run(id, database, "card", 1), part, Manner.INSTALL);
    cluster.execute(database, "truncate card.card");

    assertThat(cluster.migrator.migrate(run(id, database, "card", 2), part, Manner.INSTALL))
        .isEqualTo(new Applied(3));
    assertThat(indexes()).containsExactly("card_x valid");
    assertThat(begun()).isEmpty();
  }

  @Test
  void withoutAnUndoNobodyGoesOnFromHalfOfIt() {
    migrate(UUID.randomUUID(), 1, List.of(TABLE), cluster.migrator);
    cluster.execute(database, "insert into card.card values (1), (1)");
    migrate(1, SCRIPTS);

    Outcome outcome =
        cluster.migrator.migrate(
            run(id, database, "card", 2), new Part(SCRIPTS, List.of(), GRANTS), Manner.INSTALL);

    assertThat(((Drifted) outcome).drift().explanation())
        .startsWith("It began outside a transaction with checksum " + INDEX.checksum());
  }

  @Test
  void aRemovalTakesEverythingAndNothingIsRemembered() {
    migrate(UUID.randomUUID(), 1, List.of(TABLE), cluster.migrator);
    cluster.execute(database, "insert into card.card values (1), (1)");
    migrate(1, SCRIPTS);

    assertThat(cluster.migrator.remove(run(id, database, "card", 2))).isEqualTo(new Applied(0));

    assertThat(begun()).isEmpty();
    assertThat(migrate(UUID.randomUUID(), 3, SCRIPTS, cluster.migrator)).isEqualTo(new Applied(3));
  }

  @Test
  void theWayBackUndoesItAlone() {
    migrate(UUID.randomUUID(), 1, List.of(TABLE), cluster.migrator);
    Run forward = run(id, database, "card", 1);
    migrate(1, SCRIPTS);

    assertThat(goBack(forward, 2, cluster.migrator)).isEqualTo(new Applied(2));

    assertThat(indexes()).isEmpty();
    assertThat(history()).containsExactly("1 V1__card.sql");
    assertThat(goBack(forward, 3, cluster.migrator)).isEqualTo(new Applied(0));
  }

  @Test
  void aLaterPartThatFailsLeavesTheEarlierOnesToTheWayBack() {
    migrate(UUID.randomUUID(), 1, List.of(TABLE), cluster.migrator);
    Run forward = run(id, database, "card", 1);
    List<Script> broken = List.of(TABLE, INDEX, tenant("V3__column.sql", "selekt"));

    assertThat(migrate(1, broken)).isInstanceOf(Failed.class);
    assertThat(history()).containsExactly("1 V1__card.sql", "2 V2__index.sql");

    assertThat(goBack(forward, 2, cluster.migrator)).isEqualTo(new Applied(1));
    assertThat(indexes()).isEmpty();
    assertThat(history()).containsExactly("1 V1__card.sql");
  }

  @Test
  void theWatchdogEndsItAndTheWayBackCleansUp() {
    migrate(UUID.randomUUID(), 1, List.of(TABLE), cluster.migrator);
    Run forward = run(id, database, "card", 1);
    List<Script> slow = List.of(TABLE, alone("V2__index.sql", "select pg_sleep(20)"));

    Outcome outcome = migrate(1, slow);

    assertThat(((Failed) outcome).failure().detail())
        .isEqualTo("The scripts took longer than 4 s and were ended.");
    assertThat(begun()).containsExactly("V2__index.sql");
    assertThat(goBack(forward, 2, cluster.migrator)).isEqualTo(new Applied(1));
    assertThat(begun()).isEmpty();
  }

  @Test
  void aYoungerWorkerEndsTheSessionTakesItBackAndRunsItAgain() throws Exception {
    migrate(UUID.randomUUID(), 1, List.of(TABLE), cluster.migrator);
    List<Script> slow =
        List.of(TABLE, alone("V2__index.sql", "do $$ begin perform pg_sleep(3); end $$"));
    CompletableFuture<Outcome> older = CompletableFuture.supplyAsync(() -> migrate(1, slow));
    await().until(() -> !sessions("wait_event = 'PgSleep'").isEmpty());

    Outcome younger = migrate(2, slow);

    assertThat(younger).isEqualTo(new Applied(2));
    assertThatThrownBy(older::get).hasCauseInstanceOf(DatabaseUnavailable.class);
    assertThat(history()).containsExactly("1 V1__card.sql", "2 V2__index.sql");
    assertThat(begun()).isEmpty();
  }

  @Test
  void aWorkerThatWasTakenOverMeanwhileWritesNothing() throws Exception {
    migrate(UUID.randomUUID(), 1, List.of(TABLE), cluster.migrator);
    List<Script> slow =
        List.of(TABLE, alone("V2__index.sql", "do $$ begin perform pg_sleep(1); end $$"));
    CompletableFuture<Outcome> older = CompletableFuture.supplyAsync(() -> migrate(1, slow));
    await().until(() -> !sessions("wait_event = 'PgSleep'").isEmpty());
    cluster.execute(database, "update tenantry.fence set value = 2");

    assertThat(older.get()).isEqualTo(new FencedOut());

    assertThat(history()).containsExactly("1 V1__card.sql");
    assertThat(begun()).containsExactly("V2__index.sql");
    assertThat(migrate(3, SCRIPTS)).isEqualTo(new Applied(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select tenantry.write_history('%s')",
        "delete from tenantry.begun_script",
        "insert into card.flyway_schema_history values (9, '9', 'x', 'SQL', 'x', 0, 'x', now(), 0, true)",
        "update tenantry.run set state = 'DONE'",
        "select tenantry.finish_run('%s')",
        "set role postgres",
        "alter role current_user valid until 'infinity'",
        "do $$ begin execute 'drop schema tenantry cascade'; commit; end $$"
      })
  void itCanDoNoMoreThanAnyOtherScript(String sql) {
    migrate(UUID.randomUUID(), 1, List.of(TABLE), cluster.migrator);

    Outcome outcome = migrate(1, List.of(TABLE, alone("V2__x.sql", sql.formatted(id))));

    assertThat(((Failed) outcome).failure().sqlState().orElseThrow())
        .isIn("42501", "TN002", "TN003");
    assertThat(history()).containsExactly("1 V1__card.sql");
    assertThat(
            goBack(
                run(id, database, "card", 1), 2, cluster.migrator, alone("U2__x.sql", "select 1")))
        .isEqualTo(new Applied(1));
  }

  @Test
  void whatItSetForItsRoleIsGoneAfterwards() {
    migrate(1, List.of(TABLE, alone("V2__x.sql", "alter role current_user set work_mem = '1GB'")));

    assertThat(
            cluster.query(
                database,
                "select unnest(setconfig) from pg_db_role_setting s join pg_roles r on r.oid = s.setrole where rolname = '%s'"
                    .formatted(moduleRole)))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pointsOfARun")
  void aWorkerMayDieAtAnyPointOfARun(CrashPoint point) {
    dies(point, dying -> migrate(id, 1, SCRIPTS, dying));
    Outcome next = migrate(2, SCRIPTS);

    assertThat(next).isInstanceOf(Applied.class);
    assertThat(indexes()).containsExactly("card_x valid");
    assertThat(begun()).isEmpty();
    assertThat(history()).hasSize(3).doesNotHaveDuplicates();
    assertThat(grants()).containsExactly("SELECT");
  }

  @ParameterizedTest
  @MethodSource("pointsOfARun")
  void whatADeadWorkerBeganIsTakenBackWhole(CrashPoint point) {
    migrate(UUID.randomUUID(), 1, List.of(TABLE), cluster.migrator);
    Run forward = run(id, database, "card", 1);

    dies(point, dying -> migrate(id, 1, SCRIPTS, dying));
    Outcome back = goBack(forward, 2, cluster.migrator);

    assertThat(back).isInstanceOf(Applied.class);
    assertThat(indexes()).isEmpty();
    assertThat(begun()).isEmpty();
    assertThat(history()).containsExactly("1 V1__card.sql");
  }

  @ParameterizedTest
  @MethodSource("pointsOfARun")
  void aWorkerMayDieAtAnyPointOfTheWayBack(CrashPoint point) {
    migrate(UUID.randomUUID(), 1, List.of(TABLE), cluster.migrator);
    Run forward = run(id, database, "card", 1);
    migrate(1, SCRIPTS);

    dies(point, dying -> goBack(forward, 2, dying));
    Outcome back = goBack(forward, 3, cluster.migrator);

    assertThat(back).isInstanceOf(Applied.class);
    assertThat(indexes()).isEmpty();
    assertThat(begun()).isEmpty();
    assertThat(history()).containsExactly("1 V1__card.sql");
  }

  @ParameterizedTest
  @EnumSource
  void aWorkerThatCleansUpAfterADeadOneMayDieToo(LonePoint point) {
    migrate(UUID.randomUUID(), 1, List.of(TABLE), cluster.migrator);
    dies(LonePoint.LONE_SCRIPT_RUN, dying -> migrate(id, 1, SCRIPTS, dying));

    dies(point, dying -> migrate(id, 2, SCRIPTS, dying));

    assertThat(migrate(3, SCRIPTS)).isInstanceOf(Applied.class);
    assertThat(indexes()).containsExactly("card_x valid");
    assertThat(begun()).isEmpty();
    assertThat(history()).hasSize(3);
  }

  static Stream<CrashPoint> pointsOfARun() {
    return Stream.concat(
        Stream.of(
            DatabasePoint.RUN_WRITTEN,
            DatabasePoint.RUN_COMMITTED,
            DatabasePoint.MODULE_ROLE_DISMISSED,
            DatabasePoint.SCRIPTS_RUN,
            DatabasePoint.MODULE_TRANSACTION_COMMITTED),
        Stream.of(LonePoint.values()));
  }

  @Test
  void anOperatorRunsItOutsideATransactionToo() {
    List<String> commands =
        cluster.migrator.goingBackCommands(
            database, run(database, "card").module(), wayBack(run(database, "card")));

    assertThat(commands)
        .anyMatch(
            one ->
                one.contains(" -c 'SET search_path")
                    && one.endsWith("-f db/tenant/U2__index.sql")
                    && !one.contains(" -1 "))
        .anyMatch(one -> one.contains(" -1 -c ") && one.endsWith("-f db/tenant/U3__column.sql"));
  }

  private void dies(CrashPoint point, java.util.function.Consumer<PostgresMigrator> work) {
    PostgresMigrator dying =
        cluster.migrator(DyingWorkers.at(point, () -> cluster.endPlatformSessions(database)));
    assertThatExceptionOfType(Throwable.class).isThrownBy(() -> work.accept(dying));
  }

  private Outcome migrate(long fence, List<Script> scripts) {
    return migrate(id, fence, scripts, cluster.migrator);
  }

  private Outcome migrate(UUID run, long fence, List<Script> scripts, Migrator migrator) {
    return migrator.migrate(
        run(run, database, "card", fence), new Part(scripts, UNDO, GRANTS), Manner.INSTALL);
  }

  private Outcome goBack(Run forward, long fence, Migrator migrator, Script... undo) {
    return migrator.goBack(run(undoId, database, "card", fence), wayBack(forward, undo));
  }

  private static WayBack wayBack(Run forward, Script... undo) {
    return new WayBack(
        Optional.of(forward.id()),
        Set.of(TABLE.version()),
        undo.length == 0 ? UNDO : List.of(undo),
        List.of(GRANTS));
  }

  private List<String> history() {
    return cluster.query(
        database,
        "select version || ' ' || script from card.flyway_schema_history order by installed_rank");
  }

  private List<String> begun() {
    return cluster.query(database, "select script from tenantry.begun_script");
  }

  private List<String> indexes() {
    return cluster.query(
        database,
        """
        select c.relname || case when i.indisvalid then ' valid' else ' invalid' end
        from pg_index i join pg_class c on c.oid = i.indexrelid
        where c.relnamespace = 'card'::regnamespace and c.relname not like 'flyway%'
        """);
  }

  private List<String> grants() {
    return cluster.query(
        database,
        "select privilege_type from information_schema.role_table_grants where table_schema = 'card' and grantee = 'card_app'");
  }

  private List<String> sessions(String condition) {
    return cluster.query(
        database,
        "select pid from pg_stat_activity where usename = '%s' and %s"
            .formatted(moduleRole, condition));
  }

  private static Script tenant(String name, String content) {
    return new Script("db/tenant/" + name, content);
  }

  private static Script alone(String name, String content) {
    return new Script("db/tenant/" + name, content, false);
  }
}
