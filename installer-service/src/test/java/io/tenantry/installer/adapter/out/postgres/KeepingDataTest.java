package io.tenantry.installer.adapter.out.postgres;

import static io.tenantry.installer.adapter.out.postgres.Cluster.run;
import static io.tenantry.installer.adapter.out.postgres.Cluster.scripts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import io.tenantry.installer.application.port.Migrator.Manner;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.application.port.Migrator.Outcome.Applied;
import io.tenantry.installer.application.port.Migrator.Outcome.Failed;
import io.tenantry.installer.application.port.Migrator.Outcome.FencedOut;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.kept.KeptData;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.plan.ModuleName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A module that refers to another one is set aside, put back and purged. */
@ParameterizedClass
@MethodSource("io.tenantry.installer.adapter.out.postgres.SupportedVersions#all")
class KeepingDataTest {

  private static final Grants GRANTS =
      new Grants(Map.of("item", List.of("select", "insert")), Map.of(), Map.of());

  /** Relations with their rights, foreign keys and history, whatever the schema is called. */
  private static final String PICTURE =
      """
      select c.relname || ' ' || coalesce((
          select string_agg(grantee::regrole || '=' || privilege_type, ',' order by 1)
          from aclexplode(c.relacl)), '')
      from pg_class c where relnamespace = 'module_a'::regnamespace
      union all
      select conname || ' ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid)
      from pg_constraint where contype = 'f'
      union all
      select 'applied ' || script from module_a.flyway_schema_history
      union all
      select 'schema ' || (aclexplode(nspacl)).grantee::regrole || '=' || (aclexplode(nspacl)).privilege_type
      from pg_namespace where nspname = 'module_a'
      union all
      select 'item ' || x from module_a.item
      order by 1
      """;

  private static final String PSQL = "psql -v ON_ERROR_STOP=1 -d ";

  private static final String LARGE_OBJECTS = "select count(*) from pg_largeobject_metadata";

  private final KeptData kept = new KeptData(UUID.randomUUID(), new ModuleName("module_a"));

  @Parameter int version;

  private Cluster cluster;
  private DatabaseRef database;
  private List<Script> scripts;
  private List<String> before;

  @BeforeEach
  void aModuleWithDataThatRefersToAnother() {
    cluster = SupportedVersions.cluster(version);
    database = cluster.newDatabase();
    cluster.migrator.migrate(
        run(database, "identity"),
        scripts("create table person (id int primary key)"),
        Grants.NONE);
    scripts =
        scripts(
            """
            create table item (x int primary key references ${schema:identity}.person);
            create table part (of int references item);
            create function twice(y int) returns int language sql as 'select 2 * y';
            select lo_create(0);
            """);
    cluster.migrator.migrate(run(database, "module_a", "identity"), scripts, GRANTS);
    cluster.execute(
        database, "insert into identity.person values (1); insert into module_a.item values (1)");
    before = picture();
  }

  @Test
  void whatIsAsideIsInNobodysWay() {
    assertThat(setAside()).isEqualTo(new Applied(0));

    assertThat(schemas()).containsExactly(kept.schema(), "identity");
    cluster.execute(database, "delete from identity.person");
    assertThatThrownBy(() -> cluster.connect(database, "module_a_app", Cluster.SECRET))
        .isInstanceOf(SQLException.class)
        .hasFieldOrPropertyWithValue("SQLState", "42501");
    assertThat(cluster.keptSchemas.isAside(database, kept)).isTrue();
  }

  @Test
  void whatIsPutBackIsAsItWas() {
    setAside();

    assertThat(putBack()).isEqualTo(new Applied(0));

    assertThat(picture()).isEqualTo(before);
    assertThat(cluster.keptSchemas.isAside(database, kept)).isFalse();
    assertThat(cluster.query(database, "select count(*) from tenantry.aside_key"))
        .containsExactly("0");
  }

  @Test
  void theServiceWorksAgainWithWhatWasPutBack() throws SQLException {
    setAside();
    putBack();

    try (Connection app = cluster.connect(database, "module_a_app", Cluster.SECRET);
        Statement statement = app.createStatement()) {
      assertThat(statement.executeQuery("select * from module_a.item").next()).isTrue();
    }
  }

  @Test
  void bothMayBeDoneAgain() {
    setAside();
    assertThat(setAside()).isEqualTo(new Applied(0));
    putBack();
    assertThat(putBack()).isEqualTo(new Applied(0));

    assertThat(picture()).isEqualTo(before);
  }

  @Test
  void puttingBackLetsTheServiceInThatWasShutOut() throws SQLException {
    cluster.execute(database, "revoke %s from module_a_app".formatted(database.connectRole()));

    putBack();

    cluster.connect(database, "module_a_app", Cluster.SECRET).close();
    assertThat(picture()).isEqualTo(before);
  }

  @Test
  void sessionsOfTheServiceAreEndedAndHoldNobodyUp() throws SQLException {
    try (Connection app = cluster.connect(database, "module_a_app", Cluster.SECRET);
        Statement statement = app.createStatement()) {
      app.setAutoCommit(false);
      statement.execute("select * from module_a.item");

      assertThat(setAside()).isEqualTo(new Applied(0));

      assertThatThrownBy(() -> statement.execute("select 1")).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void whoeverHoldsALockIsWaitedForOnlyAMoment() throws SQLException {
    try (Connection other = cluster.superuser(database);
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("select * from identity.person");

      assertThatThrownBy(this::setAside).isInstanceOf(DatabaseUnavailable.class);
    }
    assertThat(setAside()).isEqualTo(new Applied(0));
  }

  @Test
  void aForeignKeyThatDoesNotHoldAnyMoreIsSaidAndNothingIsChanged() {
    setAside();
    cluster.execute(database, "delete from identity.person");

    Outcome outcome = putBack();

    assertThat(((Failed) outcome).failure().detail())
        .contains("Foreign key item_x_fkey of table module_a.item cannot be made again");
    assertThat(schemas()).containsExactly(kept.schema(), "identity");
    cluster.execute(database, "insert into identity.person values (1)");
    putBack();
    assertThat(picture()).isEqualTo(before);
  }

  @Test
  void foreignKeysIntoTheModuleComeBackToo() {
    cluster.migrator.migrate(
        run(database, "module_b", "module_a"),
        scripts("create table other (x int references ${schema:module_a}.item)"),
        Grants.NONE);
    before = picture();
    setAside();
    cluster.execute(database, "insert into module_b.other values (7)");
    cluster.execute(database, "delete from module_b.other");

    putBack();

    assertThat(picture()).isEqualTo(before).anyMatch(line -> line.startsWith("other_x_fkey"));
  }

  @Test
  void whatIsInstalledAnewIsAnother() {
    setAside();

    cluster.migrator.migrate(run(database, "module_a", "identity"), scripts, GRANTS);
    cluster.migrator.remove(run(database, "module_a"));

    assertThat(schemas()).containsExactly(kept.schema(), "identity");
    putBack();
    assertThat(picture()).isEqualTo(before);
  }

  @Test
  void whatWasPutBackCanBeUpgraded() {
    setAside();
    putBack();
    List<Script> more =
        List.of(scripts.get(0), new Script("db/tenant/V2__y.sql", "alter table item add y int"));

    Outcome outcome =
        cluster.migrator.migrate(
            run(database, "module_a", "identity"), more, GRANTS, Manner.UPGRADE);

    assertThat(outcome).isEqualTo(new Applied(1));
  }

  @Test
  void aPurgeLeavesNothing() {
    setAside();

    cluster.keptSchemas.purge(database, kept);
    cluster.keptSchemas.purge(database, kept);

    assertThat(schemas()).containsExactly("identity");
    assertThat(cluster.query(database, LARGE_OBJECTS)).containsExactly("0");
    assertThat(
            cluster.query(
                database,
                "select rolname from pg_roles where rolname like '%s%%'"
                    .formatted(database.name() + "\\_k\\_")))
        .isEmpty();
    assertThat(cluster.keptSchemas.isAside(database, kept)).isFalse();
  }

  @Test
  void aPurgeLeavesWhatWasPutBack() {
    setAside();
    putBack();

    cluster.keptSchemas.purge(database, kept);

    assertThat(picture()).isEqualTo(before);
  }

  @Test
  void whatIsNowhereCannotBePutBack() {
    cluster.migrator.remove(run(database, "module_a"));

    assertThat(((Failed) putBack()).failure().detail())
        .isEqualTo("The data of module_a is neither kept nor in use.");
  }

  @Test
  void anOlderWorkerChangesNothing() {
    cluster.keptSchemas.setAside(run(UUID.randomUUID(), database, "module_a", 9), kept);

    assertThat(cluster.keptSchemas.putBack(run(database, "module_a"), kept))
        .isEqualTo(new FencedOut());
    assertThat(setAside()).isEqualTo(new FencedOut());
    assertThat(schemas()).containsExactly(kept.schema(), "identity");
  }

  @Test
  void anOperatorCanDoBoth() {
    setAside();

    byHand(cluster.keptSchemas.puttingBackCommands(database, kept));
    assertThat(picture()).isEqualTo(before);

    byHand(cluster.keptSchemas.settingAsideCommands(database, kept));
    assertThat(schemas()).containsExactly(kept.schema(), "identity");
    putBack();
    assertThat(picture()).isEqualTo(before);
  }

  /** Does what a shell and psql do with such commands. */
  private void byHand(List<String> commands) {
    for (String command : commands) {
      assertThat(command).startsWith(PSQL + database.name() + " -c \"").endsWith("\"");
      String sql = command.substring(command.indexOf('"') + 1, command.length() - 1);
      cluster.execute(database, sql.replace("\\\"", "\""));
    }
  }

  private Outcome setAside() {
    return cluster.keptSchemas.setAside(run(database, "module_a", "identity"), kept);
  }

  private Outcome putBack() {
    return cluster.keptSchemas.putBack(run(database, "module_a", "identity"), kept);
  }

  private List<String> picture() {
    return cluster.query(database, PICTURE);
  }

  private List<String> schemas() {
    return cluster.query(
        database,
        """
        select nspname from pg_namespace
        where nspname !~ '^pg_' and nspname not in ('public', 'information_schema', 'tenantry')
        order by nspname collate "C"
        """);
  }
}
