package io.tenantry.installer.adapter.out.postgres;

import static io.tenantry.installer.adapter.out.postgres.Cluster.digitalCard;
import static io.tenantry.installer.adapter.out.postgres.Cluster.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.application.port.Migrator.Manner;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.application.port.Migrator.Outcome.Applied;
import io.tenantry.installer.application.port.Migrator.Outcome.Drifted;
import io.tenantry.installer.application.port.Migrator.Outcome.Failed;
import io.tenantry.installer.application.port.Migrator.Outcome.FencedOut;
import io.tenantry.installer.application.port.Migrator.Run;
import io.tenantry.installer.application.port.Migrator.SetupBack;
import io.tenantry.installer.application.port.Migrator.WayBack;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.migration.MigrationPlan.Pending;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.migration.ScriptVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Upgrades and their way back: DigitalCard begins with eight of its ten migrations. */
@ParameterizedClass
@MethodSource("io.tenantry.installer.adapter.out.postgres.SupportedVersions#all")
class GoingBackTest {

  private static final int FORMER_SCRIPTS = 8;

  private static final Grants FORMER =
      new Grants(
          Map.of("card", List.of("select", "insert"), "active_card", List.of("select")),
          Map.of(),
          Map.of());
  private static final Grants NEWER =
      new Grants(Map.of("holder", List.of("select", "update")), Map.of(), Map.of());

  /** What everybody can see of a schema: relations, columns, rights, functions, history. */
  private static final String PICTURE =
      """
      select c.relkind::text || ' ' || c.relname || ' ' || (
          select coalesce(string_agg(grantee::regrole || '=' || privilege_type, ',' order by grantee, privilege_type), '')
          from aclexplode(coalesce(c.relacl, acldefault(
            case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner)))) || ' '
        || coalesce(pg_get_viewdef(c.oid), '') || ' ' || coalesce((
          select string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' order by attname)
          from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped), '')
      from pg_class c
      where relnamespace = 'digital_card'::regnamespace
      union all
      select 'function ' || proname || ' ' || (
          select string_agg(grantee || '=' || privilege_type, ',' order by grantee, privilege_type)
          from aclexplode(coalesce(proacl, acldefault('f', proowner)))) || prosrc from pg_proc
      where pronamespace = 'digital_card'::regnamespace
      union all
      select 'applied ' || installed_rank || ' ' || script from digital_card.flyway_schema_history
      order by 1
      """;

  @Parameter int version;

  private Cluster cluster;
  private DatabaseRef database;
  private List<Script> former;
  private List<String> before;

  @BeforeEach
  void aFormerVersionWithData() {
    cluster = SupportedVersions.cluster(version);
    database = cluster.newDatabase();
    former = upTo(FORMER_SCRIPTS);
    cluster.migrator.migrate(run(database, "digital_card"), former, FORMER);
    cluster.execute(
        database,
        "insert into digital_card.holder (reference, display_name) values ('m-1', 'Ada')");
    before = picture();
  }

  @Test
  void anUpgradeAppliesWhatIsNewAndReplacesTheGrants() {
    Outcome outcome = upgrade(run(database, "digital_card"), NEWER);

    assertThat(outcome).isEqualTo(new Applied(2));
    assertThat(rights()).containsExactly("holder SELECT", "holder UPDATE");
    assertThat(cluster.query(database, "select display_name from digital_card.holder"))
        .containsExactly("Ada");
  }

  @Test
  void anUpgradeOfGrantsAloneIsOne() {
    Outcome outcome =
        cluster.migrator.migrate(run(database, "digital_card"), former, NEWER, Manner.UPGRADE);

    assertThat(outcome).isEqualTo(new Applied(0));
    assertThat(rights()).containsExactly("holder SELECT", "holder UPDATE");
  }

  @Test
  void goingBackLeavesTheSchemaAsItWasWithItsData() {
    Run forward = run(database, "digital_card");
    upgrade(forward, NEWER);

    Outcome outcome = goBack(run(database, "digital_card"), forward);

    assertThat(outcome).isEqualTo(new Applied(2));
    assertThat(picture()).isEqualTo(before);
    assertThat(cluster.query(database, "select display_name from digital_card.holder"))
        .containsExactly("Ada");
  }

  @Test
  void theRealFlywayKnowsOnlyWhatIsLeft() {
    Run forward = run(database, "digital_card");
    upgrade(forward, NEWER);
    goBack(run(database, "digital_card"), forward);

    Flyway flyway =
        Flyway.configure()
            .dataSource(cluster.jdbcUrl(database), "postgres", "any")
            .schemas("digital_card")
            .ignoreMigrationPatterns("*:pending")
            .locations(
                "filesystem:"
                    + io.tenantry.testkit.modules.ProjectFiles.module("digital-card")
                        .resolve("db/tenant"))
            .load();

    flyway.validate();
    assertThat(flyway.info().applied()).hasSize(FORMER_SCRIPTS);
    assertThat(flyway.info().pending()).hasSize(2);
  }

  @Test
  void whatDidNotCommitNeedsNoWayBack() {
    Run forward = run(database, "digital_card");
    List<Script> scripts = new java.util.ArrayList<>(upTo(FORMER_SCRIPTS));
    scripts.add(new Script("db/tenant/V9__broken.sql", "create table nine (x int); selekt"));
    assertThat(cluster.migrator.migrate(forward, scripts, NEWER, Manner.UPGRADE))
        .isInstanceOf(Failed.class);

    Outcome outcome = goBack(run(database, "digital_card"), forward);

    assertThat(outcome).isEqualTo(new Applied(0));
    assertThat(picture()).isEqualTo(before);
  }

  @Test
  void goingBackTwiceIsGoingBackOnce() {
    Run forward = run(database, "digital_card");
    upgrade(forward, NEWER);
    Run back = run(database, "digital_card");
    goBack(back, forward);

    assertThat(goBack(back, forward)).isEqualTo(new Applied(0));
    assertThat(picture()).isEqualTo(before);
  }

  @Test
  void anUndoScriptThatFailsChangesNothing() {
    Run forward = run(database, "digital_card");
    upgrade(forward, NEWER);
    List<String> upgraded = picture();
    List<Script> undo =
        List.of(
            new Script("db/tenant/U10__x.sql", "drop view digital_card.active_card"),
            new Script("db/tenant/U9__x.sql", "selekt"));

    Outcome outcome =
        cluster.migrator.goBack(
            run(database, "digital_card"),
            new WayBack(Optional.of(forward.id()), kept(), undo, List.of(FORMER)));

    assertThat(((Failed) outcome).failure().script()).isEqualTo("db/tenant/U9__x.sql");
    assertThat(picture()).isEqualTo(upgraded);
  }

  @Test
  void anUndoScriptThatIsMissingIsTold() {
    Run forward = run(database, "digital_card");
    upgrade(forward, NEWER);

    Outcome outcome =
        cluster.migrator.goBack(
            run(database, "digital_card"),
            new WayBack(Optional.of(forward.id()), kept(), List.of(), List.of(FORMER)));

    assertThat(((Drifted) outcome).drift().explanation())
        .matches(
            "It was applied with checksum -?\\d+, and the package holds no script to take it back.");
  }

  @Test
  void aWorkerThatLostTheTaskTakesNothingBack() {
    Run forward = run(database, "digital_card");
    upgrade(forward, NEWER);
    List<String> upgraded = picture();
    cluster.execute(database, "update tenantry.fence set value = 1000000");

    assertThat(goBack(run(database, "digital_card"), forward)).isEqualTo(new FencedOut());
    assertThat(picture()).isEqualTo(upgraded);
  }

  @Test
  void aSharedSchemaKeepsWhatAnyVersionKnows() {
    Run first = run(database, "digital_card");
    cluster.migrator.migrate(first, upTo(10), NEWER, Manner.SHARED_UPGRADE);
    assertThat(rights())
        .as("the former grants stay")
        .contains("holder SELECT", "card INSERT", "active_card SELECT");

    WayBack toNine =
        new WayBack(
            Optional.empty(), versions(upTo(9)), digitalCard("db/tenant/U"), List.of(FORMER));
    assertThat(cluster.migrator.goBack(run(database, "digital_card"), toNine))
        .isEqualTo(new Applied(1));
    assertThat(cluster.migrator.goBack(run(database, "digital_card"), toNine))
        .isEqualTo(new Applied(0));
    assertThat(
            cluster.query(
                database, "select max(installed_rank) from digital_card.flyway_schema_history"))
        .containsExactly("9");
  }

  @Test
  void anOlderVersionGoesWithASharedSchemaThatIsAhead() {
    cluster.migrator.migrate(run(database, "digital_card"), upTo(10), NEWER, Manner.SHARED_UPGRADE);

    Outcome older =
        cluster.migrator.migrate(
            run(database, "digital_card"), former, FORMER, Manner.SHARED_INSTALL);

    assertThat(older).isEqualTo(new Applied(0));
    assertThat(
            cluster.migrator.plan(
                database,
                run(database, "digital_card").module().value(),
                former,
                Manner.SHARED_INSTALL))
        .isEqualTo(new Pending(List.of(), 11));
  }

  @Test
  void aSetupIsDoneAsBefore() {
    List<Script> setup = digitalCard("setup/1");
    cluster.migrator.setUp(run(database, "digital_card"), setup, "{\"locale\": \"de\"}");
    Run forward = run(database, "digital_card");
    cluster.migrator.setUp(forward, setup, "{\"locale\": \"fr\"}");
    assertThat(locale()).containsExactly("fr");
    SetupBack way =
        new SetupBack(
            forward.id(),
            digitalCard("setup/undo/1"),
            "{\"locale\": \"fr\"}",
            setup,
            "{\"locale\": \"de\"}");

    Outcome outcome = cluster.migrator.setUpAsBefore(run(database, "digital_card"), way);

    assertThat(outcome).isEqualTo(new Applied(2));
    assertThat(locale()).containsExactly("de");
  }

  @Test
  void aSetupThatDidNotCommitStaysAsItWas() {
    List<Script> setup = digitalCard("setup/1");
    cluster.migrator.setUp(run(database, "digital_card"), setup, "{\"locale\": \"de\"}");
    SetupBack way =
        new SetupBack(UUID.randomUUID(), digitalCard("setup/undo/1"), "{}", List.of(), "{}");

    assertThat(cluster.migrator.setUpAsBefore(run(database, "digital_card"), way))
        .isEqualTo(new Applied(0));
    assertThat(locale()).containsExactly("de");
  }

  @Test
  void anOperatorGetsACommandForEachScript() {
    List<String> commands =
        cluster.migrator.goingBackCommands(
            database,
            run(database, "digital_card").module(),
            wayBack(run(database, "digital_card")));

    assertThat(commands)
        .hasSize(6)
        .anyMatch(one -> one.endsWith("-f db/tenant/U10__active_card_until_valid_until.sql"))
        .anyMatch(
            one ->
                one.endsWith(
                    "-c 'DELETE FROM \"digital_card\".flyway_schema_history WHERE version = $$9$$'"));
  }

  private Outcome upgrade(Run run, Grants grants) {
    return cluster.migrator.migrate(run, upTo(10), grants, Manner.UPGRADE);
  }

  private Outcome goBack(Run run, Run forward) {
    return cluster.migrator.goBack(run, wayBack(forward));
  }

  private WayBack wayBack(Run forward) {
    return new WayBack(
        Optional.of(forward.id()), kept(), digitalCard("db/tenant/U"), List.of(FORMER));
  }

  private Set<ScriptVersion> kept() {
    return versions(former);
  }

  private static Set<ScriptVersion> versions(List<Script> scripts) {
    return scripts.stream().map(Script::version).collect(Collectors.toSet());
  }

  private static List<Script> upTo(int count) {
    return digitalCard("db/tenant/V").stream()
        .sorted(java.util.Comparator.comparing(Script::version))
        .limit(count)
        .toList();
  }

  private List<String> picture() {
    return cluster.query(database, PICTURE);
  }

  private List<String> locale() {
    return cluster.query(database, "select locale from digital_card.setting");
  }

  private List<String> rights() {
    return cluster.query(
        database,
        """
        select table_name || ' ' || privilege_type from information_schema.role_table_grants
        where table_schema = 'digital_card' and grantee = 'digital_card_app' order by 1
        """);
  }
}
