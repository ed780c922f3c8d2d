package io.tenantry.installer.domain.migration;

import static io.tenantry.installer.domain.Fixtures.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.installer.domain.InvalidValue;
import io.tenantry.installer.domain.migration.MigrationPlan.Drift;
import io.tenantry.installer.domain.migration.MigrationPlan.Pending;
import io.tenantry.installer.domain.migration.MigrationPlan.Reversal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MigrationPlanTest {

  private static final Script ONE = script("V1__one.sql", "select 1");
  private static final Script TWO = script("V2__two.sql", "select 2");
  private static final Script TEN = script("V10__ten.sql", "select 10");

  @Test
  void everythingIsPendingInAnEmptySchemaInTheOrderOfVersions() {
    assertThat(plan(List.of(TEN, ONE, TWO))).isEqualTo(new Pending(List.of(ONE, TWO, TEN), 1));
  }

  @Test
  void nothingIsPendingWithoutScripts() {
    assertThat(plan(List.of())).isEqualTo(new Pending(List.of(), 1));
  }

  @Test
  void whatWasAppliedIsNotPending() {
    assertThat(plan(List.of(ONE, TWO), applied(1, ONE))).isEqualTo(new Pending(List.of(TWO), 2));
  }

  @Test
  void nothingIsPendingWhenEverythingWasApplied() {
    assertThat(plan(List.of(ONE, TWO), applied(1, ONE), applied(2, TWO)))
        .isEqualTo(new Pending(List.of(), 3));
  }

  @Test
  void ofASharedSchemaOnlyOwnScriptsGo() {
    Script undoTwo = script("U2__two.sql", "select -2");
    History history = History.of(List.of(applied(1, ONE), applied(2, TWO), applied(3, TEN)));

    Reversal back =
        (Reversal)
            MigrationPlan.backShared(
                List.of(ONE, TWO), Set.of(ONE.version()), List.of(), List.of(undoTwo), history);

    assertThat(back.changes()).containsExactly(Change.undoing(undoTwo, List.of(applied(2, TWO))));
  }

  @Test
  void anOwnScriptOfASharedSchemaHasToHaveItsUndo() {
    History history = History.of(List.of(applied(1, ONE), applied(2, TWO)));

    assertThat(
            MigrationPlan.backShared(
                List.of(ONE, TWO), Set.of(ONE.version()), List.of(), List.of(), history))
        .isInstanceOf(Drift.class);
  }

  @Test
  void ranksGoOnBehindTheHighest() {
    assertThat(plan(List.of(ONE, TWO, TEN), applied(9, ONE), applied(4, TWO)))
        .isEqualTo(new Pending(List.of(TEN), 10));
  }

  @Test
  void versionsThatAreWrittenDifferentlyAreTheSame() {
    Script padded = script("V01.0__one.sql", "select 1");

    assertThat(plan(List.of(padded, TWO), applied(1, ONE))).isEqualTo(new Pending(List.of(TWO), 2));
  }

  @Test
  void anAppliedScriptThatThePackageDoesNotHoldIsDrift() {
    assertThat(plan(List.of(TWO), applied(1, ONE)))
        .isEqualTo(
            new Drift(
                "V1__one.sql",
                "It was applied with checksum %d, but the package does not hold it."
                    .formatted(ONE.checksum())));
  }

  @Test
  void anAppliedScriptThatHasChangedIsDriftWithBothChecksums() {
    Script changed = script("V1__one.sql", "select 3");

    assertThat(plan(List.of(changed), applied(1, ONE)))
        .isEqualTo(
            new Drift(
                "V1__one.sql",
                "It was applied with checksum %d, the package holds it with %d."
                    .formatted(ONE.checksum(), changed.checksum())));
  }

  @Test
  void aScriptBelowTheNewestAppliedOneIsDrift() {
    assertThat(plan(List.of(ONE, TWO), applied(1, TWO)))
        .isEqualTo(
            new Drift(
                "V1__one.sql",
                "It was not applied and has the checksum %d, but the later version 2 was, with checksum %d."
                    .formatted(ONE.checksum(), TWO.checksum())));
  }

  @Test
  void twoScriptsOfTheSameVersionMakeNoSense() {
    Script another = script("V1.0__another.sql", "select 3");

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> plan(List.of(ONE, another)))
        .withMessage("db/tenant/V1__one.sql and db/tenant/V1.0__another.sql have the same version");
  }

  @Test
  void aPlanDoesNotChangeWithTheListThatItWasMadeFrom() {
    List<Script> scripts = new ArrayList<>(List.of(ONE));
    Pending pending = new Pending(scripts, 1);

    scripts.clear();

    assertThat(pending.scripts()).containsExactly(ONE);
  }

  private static MigrationPlan plan(List<Script> scripts, AppliedScript... history) {
    return MigrationPlan.of(scripts, List.of(), History.of(List.of(history)));
  }

  private static AppliedScript applied(int rank, Script script) {
    return AppliedScript.of(rank, script);
  }
}
