package io.tenantry.installer.domain.migration;

import static io.tenantry.installer.domain.Fixtures.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.installer.domain.InvalidValue;
import io.tenantry.installer.domain.migration.MigrationPlan.Drift;
import io.tenantry.installer.domain.migration.MigrationPlan.Pending;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationPlanTest {

  private static final Script ONE = script("V1__one.sql", "select 1");
  private static final Script TWO = script("V2__two.sql", "select 2");
  private static final Script TEN = script("V10__ten.sql", "select 10");

  @Test
  void everythingIsPendingInAnEmptySchemaInTheOrderOfVersions() {
    assertThat(MigrationPlan.of(List.of(TEN, ONE, TWO), List.of()))
        .isEqualTo(new Pending(List.of(ONE, TWO, TEN), 1));
  }

  @Test
  void nothingIsPendingWithoutScripts() {
    assertThat(MigrationPlan.of(List.of(), List.of())).isEqualTo(new Pending(List.of(), 1));
  }

  @Test
  void whatWasAppliedIsNotPending() {
    assertThat(MigrationPlan.of(List.of(ONE, TWO), List.of(applied(1, ONE))))
        .isEqualTo(new Pending(List.of(TWO), 2));
  }

  @Test
  void nothingIsPendingWhenEverythingWasApplied() {
    assertThat(MigrationPlan.of(List.of(ONE, TWO), List.of(applied(1, ONE), applied(2, TWO))))
        .isEqualTo(new Pending(List.of(), 3));
  }

  @Test
  void ranksGoOnBehindTheHighest() {
    assertThat(MigrationPlan.of(List.of(ONE, TWO, TEN), List.of(applied(9, ONE), applied(4, TWO))))
        .isEqualTo(new Pending(List.of(TEN), 10));
  }

  @Test
  void versionsThatAreWrittenDifferentlyAreTheSame() {
    Script padded = script("V01.0__one.sql", "select 1");

    assertThat(MigrationPlan.of(List.of(padded, TWO), List.of(applied(1, ONE))))
        .isEqualTo(new Pending(List.of(TWO), 2));
  }

  @Test
  void anAppliedScriptThatThePackageDoesNotHoldIsDrift() {
    assertThat(MigrationPlan.of(List.of(TWO), List.of(applied(1, ONE))))
        .isEqualTo(new Drift("V1__one.sql", "It was applied, but the package does not hold it."));
  }

  @Test
  void anAppliedScriptThatHasChangedIsDriftWithBothChecksums() {
    Script changed = script("V1__one.sql", "select 3");

    assertThat(MigrationPlan.of(List.of(changed), List.of(applied(1, ONE))))
        .isEqualTo(
            new Drift(
                "V1__one.sql",
                "It was applied with checksum %d, the package holds it with %d."
                    .formatted(ONE.checksum(), changed.checksum())));
  }

  @Test
  void aScriptBelowTheNewestAppliedOneIsDrift() {
    assertThat(MigrationPlan.of(List.of(ONE, TWO), List.of(applied(1, TWO))))
        .isEqualTo(new Drift("V1__one.sql", "It was not applied, but the later version 2 was."));
  }

  @Test
  void twoScriptsOfTheSameVersionMakeNoSense() {
    Script another = script("V1.0__another.sql", "select 3");

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> MigrationPlan.of(List.of(ONE, another), List.of()))
        .withMessage("db/tenant/V1__one.sql and db/tenant/V1.0__another.sql have the same version");
  }

  @Test
  void aPlanDoesNotChangeWithTheListThatItWasMadeFrom() {
    List<Script> scripts = new ArrayList<>(List.of(ONE));
    Pending pending = new Pending(scripts, 1);

    scripts.clear();

    assertThat(pending.scripts()).containsExactly(ONE);
  }

  private static AppliedScript applied(int rank, Script script) {
    return new AppliedScript(rank, script.version(), script.fileName(), script.checksum());
  }
}
