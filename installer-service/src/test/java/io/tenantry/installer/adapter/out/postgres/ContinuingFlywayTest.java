package io.tenantry.installer.adapter.out.postgres;

import static io.tenantry.installer.adapter.out.postgres.Cluster.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.installer.application.port.Migrator.DatabaseRefused;
import io.tenantry.installer.application.port.Migrator.Manner;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.application.port.Migrator.Outcome.Applied;
import io.tenantry.installer.application.port.Migrator.Outcome.Drifted;
import io.tenantry.installer.application.port.Migrator.Run;
import io.tenantry.installer.application.port.Migrator.WayBack;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.migration.MigrationPlan.Drift;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.plan.ModulePackage.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What the real Flyway began goes on here, and the real Flyway accepts what comes of it. */
@ParameterizedClass
@MethodSource("io.tenantry.installer.adapter.out.postgres.SupportedVersions#all")
class ContinuingFlywayTest {

  private static final Script FIRST = tenant("V1__first.sql", "create table first (x int);\r\n");
  private static final Script SECOND = tenant("V2__second.sql", "create table second (x int)");
  private static final Script INDEX =
      new Script(
          "db/tenant/V3__index.sql", "create index concurrently second_x on second (x);", false);
  private static final Script UNDO_INDEX =
      new Script("db/tenant/U3__index.sql", "drop index concurrently if exists second_x;", false);
  private static final Script VIEW =
      tenant("R__a_view.sql", "drop view if exists seen; create view seen as select 1 as one;");
  private static final Script OTHER_VIEW =
      tenant("R__a_view.sql", "drop view if exists seen; create view seen as select 2 as two;");

  @Parameter int version;
  @TempDir private Path directory;

  private Cluster cluster;
  private DatabaseRef database;
  private RealFlyway flyway;

  @BeforeEach
  void aTenantsDatabase() {
    cluster = SupportedVersions.cluster(version);
    database = cluster.newDatabase();
    flyway = new RealFlyway(cluster, database, "module_a", directory);
  }

  @Test
  void aSchemaThatFlywayMadeIsGoneOnWithAndValidated() {
    flyway.with(List.of(FIRST, SECOND)).migrate();
    List<Script> scripts =
        List.of(FIRST, SECOND, tenant("V3__third.sql", "create table third (x int)"), VIEW);

    assertThat(migrate(scripts)).isEqualTo(new Applied(2));

    assertThat(validated(scripts))
        .containsExactly(
            "- << Flyway Schema Creation >> Success",
            "1 first Success",
            "2 second Success",
            "3 third Success",
            "- a view Success");
    assertThat(flyway.with(scripts).migrate().migrationsExecuted).isZero();
  }

  @Test
  void aBaselineIsGoneOnFrom() {
    cluster.execute(
        database,
        "create schema module_a authorization %1$s; set role %1$s; create table module_a.first (x int)"
            .formatted(database.ownerRole()));
    flyway.configured(List.of(FIRST, SECOND)).baselineVersion("1").load().baseline();

    assertThat(migrate(List.of(FIRST, SECOND))).isEqualTo(new Applied(1));

    assertThat(validated(List.of(FIRST, SECOND)))
        .containsExactly(
            "1 first Ignored (Baseline)", "1 << Flyway Baseline >> Baseline", "2 second Success");
  }

  @Test
  void aRepeatableScriptThatFlywayRanIsRunAgainOnlyWhenItChanged() {
    flyway.with(List.of(FIRST, VIEW)).migrate();
    assertThat(migrate(List.of(FIRST, VIEW))).isEqualTo(new Applied(0));

    cluster.execute(database, "drop view module_a.seen");
    assertThat(migrate(List.of(FIRST, OTHER_VIEW))).isEqualTo(new Applied(1));
    assertThat(validated(List.of(FIRST, OTHER_VIEW)))
        .containsExactly(
            "- << Flyway Schema Creation >> Success",
            "1 first Success",
            "- a view Superseded",
            "- a view Success");
  }

  @Test
  void whatRanOutsideATransactionIsValidated() {
    List<Script> scripts = List.of(FIRST, SECOND, INDEX, VIEW);

    assertThat(migrate(scripts, UNDO_INDEX)).isEqualTo(new Applied(4));

    assertThat(validated(scripts))
        .containsExactly(
            "1 first Success", "2 second Success", "3 index Success", "- a view Success");
    assertThat(validIndexes()).containsExactly("second_x");
  }

  @Test
  void theFormerPackageIsValidatedAfterAWayBack() {
    List<Script> former = List.of(FIRST, VIEW);
    migrate(former);
    Run forward = run(database, "module_a");
    Script rule = tenant("R__b_rule.sql", "create or replace function f() returns int return 1");
    Part newer =
        new Part(
            List.of(FIRST, SECOND, INDEX, OTHER_VIEW, rule),
            List.of(
                tenant("U2__second.sql", "drop table second"),
                UNDO_INDEX,
                tenant("UR__b_rule.sql", "drop function f()")),
            Grants.NONE);
    assertThat(cluster.migrator.migrate(forward, newer, Manner.UPGRADE)).isEqualTo(new Applied(4));

    Outcome back =
        cluster.migrator.goBack(
            run(database, "module_a"),
            new WayBack(
                Optional.of(forward.id()),
                java.util.Set.of(FIRST.version()),
                List.of(VIEW),
                newer.undo(),
                List.of(Grants.NONE)));

    assertThat(back).isEqualTo(new Applied(4));
    assertThat(validated(former))
        .containsExactly(
            "1 first Success", "- a view Superseded", "- a view Superseded", "- a view Success");
    assertThat(flyway.with(former).migrate().migrationsExecuted).isZero();
    assertThat(cluster.query(database, "select one from module_a.seen")).containsExactly("1");
    assertThat(
            cluster.query(
                database,
                "select relname from pg_class where relnamespace = 'module_a'::regnamespace and relname like 'second%'"))
        .isEmpty();
  }

  @Test
  void whatFlywayRefusesIsRefusedWithTheSameChecksums() {
    flyway.with(List.of(FIRST)).migrate();
    Script changed = tenant("V1__first.sql", "create table premier (x int)");

    Drift drift = ((Drifted) migrate(List.of(changed))).drift();

    assertThat(drift.explanation())
        .isEqualTo(
            "It was applied with checksum %d, the package holds it with %d."
                .formatted(FIRST.checksum(), changed.checksum()));
    assertThatExceptionOfType(FlywayException.class)
        .isThrownBy(() -> flyway.with(List.of(changed)).validate())
        .withMessageContaining("Applied to database : " + FIRST.checksum())
        .withMessageContaining("Resolved locally    : " + changed.checksum());
  }

  @Test
  void whatFlywayMissesIsMissedHereToo() {
    flyway.with(List.of(FIRST, VIEW)).migrate();

    assertThat(((Drifted) migrate(List.of(FIRST))).drift())
        .isEqualTo(
            new Drift(
                "R__a_view.sql",
                "It was applied with checksum %d, but the package does not hold it."
                    .formatted(VIEW.checksum())));
    assertThatExceptionOfType(FlywayException.class)
        .isThrownBy(() -> flyway.with(List.of(FIRST)).validate());
  }

  @Test
  void whatFlywayFailedAtIsRefusedUntilItIsRepaired() {
    Script broken =
        new Script("db/tenant/V2__broken.sql", "create index concurrently i on nowhere (x)", false);
    assertThatExceptionOfType(FlywayException.class)
        .isThrownBy(() -> flyway.with(List.of(FIRST, broken)).migrate());

    assertThat(((Drifted) migrate(List.of(FIRST, SECOND))).drift())
        .isEqualTo(
            new Drift(
                "V2__broken.sql",
                "The history says that it failed (checksum %d); remove what it left, and its row with 'flyway repair'."
                    .formatted(broken.checksum())));

    flyway.with(List.of(FIRST, broken)).repair();
    assertThat(migrate(List.of(FIRST, SECOND))).isEqualTo(new Applied(1));
    validated(List.of(FIRST, SECOND));
  }

  @Test
  void whatFlywaysRepairDeclaredDeletedIsPendingAgain() {
    flyway.with(List.of(FIRST, VIEW)).migrate();
    cluster.execute(database, "drop view module_a.seen");
    flyway.with(List.of(FIRST)).repair();

    assertThat(migrate(List.of(FIRST))).isEqualTo(new Applied(0));
    assertThat(migrate(List.of(FIRST, VIEW))).isEqualTo(new Applied(1));
    validated(List.of(FIRST, VIEW));
  }

  @Test
  void aHistoryOfSomebodyElseIsNotTrusted() {
    flyway.with(List.of(FIRST)).migrate();
    cluster.execute(
        database, "alter table module_a.flyway_schema_history owner to tenantry_installer_app");

    assertThatExceptionOfType(DatabaseRefused.class)
        .isThrownBy(() -> migrate(List.of(FIRST, SECOND)))
        .withMessage(
            "the history of module module_a in database %1$s belongs to tenantry_installer_app; as its owner, run: ALTER TABLE module_a.flyway_schema_history OWNER TO %2$s",
            database.name(), database.ownerRole());
  }

  @Test
  void theChecksumOfARepeatableScriptIsOfItsTextWithThePlaceholders() {
    cluster.migrator.migrate(
        run(database, "base"), Cluster.scripts("create table person (x int)"), Grants.NONE);
    Script view =
        tenant(
            "R__people.sql",
            "create or replace view people as select * from ${schema:base}.person");

    Outcome outcome =
        cluster.migrator.migrate(run(database, "module_a", "base"), List.of(view), Grants.NONE);

    assertThat(outcome).isEqualTo(new Applied(1));
    assertThat(validated(List.of(view))).containsExactly("- people Success");
  }

  private Outcome migrate(List<Script> scripts, Script... undo) {
    return cluster.migrator.migrate(
        run(database, "module_a"), new Part(scripts, List.of(undo), Grants.NONE), Manner.INSTALL);
  }

  private List<String> validated(List<Script> scripts) {
    Flyway real = flyway.with(scripts);
    real.validate();
    assertThat(real.info().pending()).isEmpty();
    return RealFlyway.told(real);
  }

  private List<String> validIndexes() {
    return cluster.query(
        database,
        """
        select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid
        where c.relnamespace = 'module_a'::regnamespace and i.indisvalid
          and c.relname not like 'flyway%'
        """);
  }

  private static Script tenant(String name, String content) {
    return new Script("db/tenant/" + name, content);
  }
}
