package io.tenantry.installer.domain.migration;

import static io.tenantry.installer.domain.Fixtures.script;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.domain.migration.MigrationPlan.Drift;
import io.tenantry.installer.domain.migration.MigrationPlan.Pending;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that Flyway writes, and what they mean for those who go on. */
class HistoryTest {

  private static final Script ONE = script("V1__one.sql", "select 1");
  private static final Script TWO = script("V2__two.sql", "select 2");
  private static final Script THREE = script("V3__three.sql", "select 3");
  private static final Script VIEW = script("R__view.sql", "select 4");

  @Test
  void theMakingOfTheSchemaIsNoScript() {
    AppliedScript schema =
        row(0, Optional.empty(), "<< Flyway Schema Creation >>", "SCHEMA", "\"card\"", true);

    assertThat(plan(List.of(ONE), schema)).isEqualTo(new Pending(List.of(ONE), 1));
  }

  @Test
  void whatLiesBelowABaselineWasThereBefore() {
    AppliedScript baseline =
        row(
            1,
            Optional.of("2"),
            "<< Flyway Baseline >>",
            "BASELINE",
            "<< Flyway Baseline >>",
            true);

    assertThat(plan(List.of(ONE, TWO, THREE), baseline)).isEqualTo(new Pending(List.of(THREE), 2));
    assertThat(plan(List.of(ONE, TWO, THREE), baseline, AppliedScript.of(2, THREE)))
        .isEqualTo(new Pending(List.of(), 3));
  }

  @Test
  void whatFlywayFailedAtHasToBeRepaired() {
    AppliedScript failed = row(2, Optional.of("2"), "two", "SQL", "V2__two.sql", false);

    assertThat(plan(List.of(ONE, TWO), AppliedScript.of(1, ONE), failed))
        .isEqualTo(
            new Drift(
                "V2__two.sql",
                "The history says that it failed (checksum none); remove what it left, and its row"
                    + " with 'flyway repair'."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JDBC", "SQL_BASELINE", "SCRIPT", "CUSTOM"})
  void whatIsNoSqlCannotBeGoneOnFrom(String type) {
    assertThat(plan(List.of(ONE), row(1, Optional.of("1"), "one", type, "V1__one", true)))
        .isEqualTo(
            new Drift(
                "V1__one",
                "It was applied as %s with checksum none; only SQL scripts can be gone on from."
                    .formatted(type)));
    assertThat(plan(List.of(ONE), row(1, Optional.empty(), "view", type, "R__view", true)))
        .isInstanceOf(Drift.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "UNDO_SQL"})
  void whatWasUndoneOrDeletedIsPendingAgainWhateverItsChecksumWas(String type) {
    Script changed = script("V2__two.sql", "select 22");

    assertThat(
            plan(
                List.of(ONE, changed),
                AppliedScript.of(1, ONE),
                AppliedScript.of(2, TWO),
                row(3, Optional.of("2"), "two", type, "V2__two.sql", true)))
        .isEqualTo(new Pending(List.of(changed), 4));
    assertThat(
            plan(
                List.of(ONE, VIEW),
                AppliedScript.of(1, ONE),
                AppliedScript.of(2, VIEW),
                row(3, Optional.empty(), "view", type, "R__view.sql", true)))
        .isEqualTo(new Pending(List.of(VIEW), 4));
  }

  @Test
  void aDeletedJavaMigrationIsInNobodysWay() {
    assertThat(
            plan(
                List.of(ONE),
                row(1, Optional.of("1"), "one", "JDBC", "V1__one", true),
                row(2, Optional.of("1"), "one", "DELETE", "V1__one", true)))
        .isEqualTo(new Pending(List.of(ONE), 3));
  }

  private static MigrationPlan plan(List<Script> scripts, AppliedScript... history) {
    return MigrationPlan.of(scripts, List.of(), History.of(List.of(history)));
  }

  private static AppliedScript row(
      int rank,
      Optional<String> version,
      String description,
      String type,
      String script,
      boolean success) {
    return new AppliedScript(
        rank, version.map(ScriptVersion::of), description, type, script, Optional.empty(), success);
  }
}
