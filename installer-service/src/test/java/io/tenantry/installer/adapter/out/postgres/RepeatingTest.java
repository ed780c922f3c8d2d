package io.tenantry.installer.adapter.out.postgres;

import static io.tenantry.installer.adapter.out.postgres.Cluster.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.application.port.Migrator.Manner;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.application.port.Migrator.Outcome.Applied;
import io.tenantry.installer.application.port.Migrator.Outcome.Drifted;
import io.tenantry.installer.application.port.Migrator.Outcome.Failed;
import io.tenantry.installer.application.port.Migrator.Run;
import io.tenantry.installer.application.port.Migrator.WayBack;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.plan.ModulePackage.Part;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Repeatable scripts in a database, there and back. */
@ParameterizedClass
@MethodSource("io.tenantry.installer.adapter.out.postgres.SupportedVersions#all")
class RepeatingTest {

  private static final Script CARD = tenant("V1__card.sql", "create table card (x int)");
  private static final Script COLUMN = tenant("V2__y.sql", "alter table card add y int default 7");
  private static final Script UNDO_COLUMN =
      tenant("U2__y.sql", "drop view seen; alter table card drop y");
  private static final Script SEEN = seen("select x from card");
  private static final Script SEEN_MORE = seen("select x, y from card");
  private static final Script TWICE =
      tenant("R__b_twice.sql", "create or replace function twice(int) returns int return $1 * 2");
  private static final Script UNDO_TWICE = tenant("UR__b_twice.sql", "drop function twice(int)");
  private static final Grants GRANTS =
      new Grants(Map.of("seen", List.of("select")), Map.of(), Map.of());

  @Parameter int version;

  private Cluster cluster;
  private DatabaseRef database;

  @BeforeEach
  void aModuleWithAView() {
    cluster = SupportedVersions.cluster(version);
    database = cluster.newDatabase();
    assertThat(migrate(Manner.INSTALL, SEEN, CARD)).isEqualTo(new Applied(2));
  }

  @Test
  void oneThatChangedRunsAgainAfterTheOthersAndItsObjectsAreGranted() {
    assertThat(migrate(Manner.UPGRADE, CARD, COLUMN, SEEN_MORE)).isEqualTo(new Applied(2));

    assertThat(history())
        .containsExactly("1 V1__card.sql", "- R__a_seen.sql", "2 V2__y.sql", "- R__a_seen.sql");
    assertThat(
            cluster.query(
                database,
                "select privilege_type from information_schema.role_table_grants where table_name = 'seen' and grantee = 'card_app'"))
        .containsExactly("SELECT");
  }

  @Test
  void oneThatDidNotChangeRunsOnce() {
    assertThat(migrate(Manner.INSTALL, CARD, SEEN)).isEqualTo(new Applied(0));
    assertThat(migrate(Manner.UPGRADE, CARD, SEEN)).isEqualTo(new Applied(0));
  }

  @Test
  void lineEndsAreNoChange() {
    Script windows = tenant(SEEN.fileName(), SEEN.content().replace("\n", "\r\n"));

    assertThat(migrate(Manner.INSTALL, CARD, windows)).isEqualTo(new Applied(0));
  }

  @Test
  void oneThatFailsTakesItsRunWithIt() {
    Script broken = tenant("R__broken.sql", "select 1;\nselekt");

    Outcome outcome = migrate(Manner.UPGRADE, CARD, COLUMN, SEEN_MORE, broken);

    assertThat(((Failed) outcome).failure().script()).isEqualTo("db/tenant/R__broken.sql");
    assertThat(((Failed) outcome).failure().line()).contains(2);
    assertThat(history()).hasSize(2);
  }

  @Test
  void theWayBackRunsTheFormerOneAndDropsTheNewOne() {
    Run forward = run(database, "card");
    cluster.migrator.migrate(
        forward,
        new Part(List.of(CARD, COLUMN, SEEN_MORE, TWICE), List.of(), GRANTS),
        Manner.UPGRADE);

    Outcome back = goBack(Optional.of(forward), UNDO_COLUMN, UNDO_TWICE);

    assertThat(back).isEqualTo(new Applied(3));
    assertThat(columnsOfView()).containsExactly("x");
    assertThat(cluster.query(database, "select proname from pg_proc where proname = 'twice'"))
        .isEmpty();
    assertThat(history())
        .containsExactly("1 V1__card.sql", "- R__a_seen.sql", "- R__a_seen.sql", "- R__a_seen.sql");
    assertThat(migrate(Manner.UPGRADE, CARD, SEEN)).isEqualTo(new Applied(0));
    assertThat(migrate(Manner.UPGRADE, CARD, COLUMN, SEEN_MORE)).isEqualTo(new Applied(2));
  }

  @Test
  void oneThatIsNewAndHasNoUndoStopsTheWayBack() {
    Run forward = run(database, "card");
    cluster.migrator.migrate(
        forward, new Part(List.of(CARD, SEEN, TWICE), List.of(), GRANTS), Manner.UPGRADE);

    assertThat(((Drifted) goBack(Optional.of(forward))).drift().script())
        .isEqualTo("R__b_twice.sql");
  }

  @Test
  void whoeverIsBehindInASharedSchemaChangesNothingAndIsGranted() {
    migrate(Manner.SHARED_UPGRADE, CARD, COLUMN, SEEN_MORE);

    assertThat(migrate(Manner.SHARED_BEHIND, CARD, SEEN)).isEqualTo(new Applied(0));
    assertThat(columnsOfView()).containsExactly("x", "y");

    assertThat(goBack(Optional.empty(), UNDO_COLUMN)).isEqualTo(new Applied(2));
    assertThat(columnsOfView()).containsExactly("x");
    assertThat(goBack(Optional.empty(), UNDO_COLUMN)).isEqualTo(new Applied(0));
  }

  @Test
  void anOperatorIsToldToRunTheFormerOneAgain() {
    List<String> commands =
        cluster.migrator.goingBackCommands(
            database,
            run(database, "card").module(),
            wayBack(Optional.empty(), UNDO_COLUMN, UNDO_TWICE, tenant("UR__a_seen.sql", "x")));

    assertThat(commands).hasSize(8);
    assertThat(commands.get(1)).endsWith("-f db/tenant/UR__b_twice.sql");
    assertThat(commands.get(2)).endsWith("WHERE script = $$R__b_twice.sql$$'");
    assertThat(commands.get(3)).endsWith("-f db/tenant/U2__y.sql");
    assertThat(commands.get(5)).endsWith("-f former/db/tenant/R__a_seen.sql");
    assertThat(commands.get(6))
        .contains("$$a seen$$, $$SQL$$, $$R__a_seen.sql$$, " + SEEN.checksum());
  }

  @Test
  void theOperatorsRowIsOneThatIsUnderstood() {
    migrate(Manner.UPGRADE, CARD, COLUMN, SEEN_MORE);
    String command =
        cluster
            .migrator
            .goingBackCommands(database, run(database, "card").module(), wayBack(Optional.empty()))
            .get(2);

    cluster.execute(
        database,
        "delete from card.flyway_schema_history where version = '2'; "
            + command.substring(command.indexOf("INSERT"), command.length() - 1));

    assertThat(migrate(Manner.INSTALL, CARD, SEEN)).isEqualTo(new Applied(0));
  }

  private Outcome migrate(Manner manner, Script... scripts) {
    return cluster.migrator.migrate(run(database, "card"), List.of(scripts), GRANTS, manner);
  }

  private Outcome goBack(Optional<Run> forward, Script... undo) {
    return cluster.migrator.goBack(run(database, "card"), wayBack(forward, undo));
  }

  private static WayBack wayBack(Optional<Run> forward, Script... undo) {
    return new WayBack(
        forward.map(Run::id),
        Set.of(CARD.version()),
        List.of(SEEN),
        List.of(undo),
        List.of(GRANTS));
  }

  private List<String> history() {
    return cluster.query(
        database,
        "select coalesce(version, '-') || ' ' || script from card.flyway_schema_history order by installed_rank");
  }

  private List<String> columnsOfView() {
    return cluster.query(
        database,
        "select column_name::text from information_schema.columns where table_schema = 'card' and table_name = 'seen' order by 1");
  }

  private static Script seen(String query) {
    return tenant("R__a_seen.sql", "drop view if exists seen;\ncreate view seen as\n" + query);
  }

  private static Script tenant(String name, String content) {
    return new Script("db/tenant/" + name, content);
  }
}
