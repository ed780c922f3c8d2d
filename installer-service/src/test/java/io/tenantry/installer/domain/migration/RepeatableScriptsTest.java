package io.tenantry.installer.domain.migration;

import static io.tenantry.installer.domain.Fixtures.script;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.domain.migration.MigrationPlan.Drift;
import io.tenantry.installer.domain.migration.MigrationPlan.Pending;
import io.tenantry.installer.domain.migration.MigrationPlan.Reversal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Scripts that run again when they have changed, there and back. */
class RepeatableScriptsTest {

  private static final Script ONE = script("V1__one.sql", "select 1");
  private static final Script TWO = script("V2__two.sql", "select 2");
  private static final Script UNDO_TWO = script("U2__two.sql", "select -2");
  private static final Script VIEW = script("R__view.sql", "select 'view'");
  private static final Script OTHER_VIEW = script("R__view.sql", "select 'other view'");
  private static final Script RULE = script("R__a_rule.sql", "select 'rule'");
  private static final Script UNDO_RULE = script("UR__a_rule.sql", "select 'no rule'");

  @Test
  void theyComeAfterAllOthersInTheOrderOfTheirDescriptions() {
    Script upper = script("R__B.sql", "select 'upper'");

    assertThat(plan(List.of(VIEW, RULE, upper, TWO, ONE)))
        .isEqualTo(new Pending(List.of(ONE, TWO, upper, RULE, VIEW), 1));
  }

  @Test
  void anUnderscoreIsABlankInTheOrderToo() {
    Script withBlank = script("R__a_z.sql", "select 1");
    Script withDigit = script("R__a0.sql", "select 2");

    assertThat(plan(List.of(withDigit, withBlank)))
        .isEqualTo(new Pending(List.of(withBlank, withDigit), 1));
  }

  @Test
  void theyGetARowWithoutAVersion() {
    Change change = plan(List.of(VIEW)).changes().get(0);

    assertThat(change.adds().orElseThrow().version()).isEmpty();
    assertThat(change.adds().orElseThrow().description()).isEqualTo("view");
    assertThat(change.adds().orElseThrow().checksum()).contains(VIEW.checksum());
  }

  @Test
  void oneThatIsAsItWasLastIsNotPending() {
    assertThat(plan(List.of(VIEW), applied(1, OTHER_VIEW), applied(2, VIEW)))
        .isEqualTo(new Pending(List.of(), 3));
  }

  @Test
  void oneThatDiffersFromItsLastApplicationIsPendingEvenIfItWasSoOnce() {
    assertThat(plan(List.of(VIEW), applied(1, VIEW), applied(2, OTHER_VIEW)))
        .isEqualTo(new Pending(List.of(VIEW), 3));
  }

  @Test
  void oneThatThePackageDoesNotHoldIsDrift() {
    assertThat(plan(List.of(ONE), applied(1, ONE), applied(2, VIEW)))
        .isEqualTo(
            new Drift(
                "R__view.sql",
                "It was applied with checksum %d, but the package does not hold it."
                    .formatted(VIEW.checksum())));
  }

  @Test
  void aDescriptionThatChangedIsDrift() {
    Script renamed = script("V1__uno.sql", "select 1");

    assertThat(plan(List.of(renamed), applied(1, ONE)))
        .isEqualTo(
            new Drift(
                "V1__one.sql",
                "The package holds it as V1__uno.sql; both have the checksum %d."
                    .formatted(ONE.checksum())));
  }

  @Test
  void ofASharedSchemaTheNewestVersionSaysHowItIs() {
    assertThat(shared(List.of(ONE, VIEW), true, applied(1, ONE), applied(2, OTHER_VIEW)))
        .isEqualTo(new Pending(List.of(VIEW), 3));
    assertThat(shared(List.of(ONE, VIEW), false, applied(1, ONE), applied(2, OTHER_VIEW)))
        .isEqualTo(new Pending(List.of(), 3));
  }

  @Test
  void whoeverIsBehindAppliesWhatNobodyHas() {
    assertThat(shared(List.of(ONE, VIEW), false, applied(1, ONE)))
        .isEqualTo(new Pending(List.of(VIEW), 2));
  }

  @Test
  void anotherVersionsRepeatableScriptIsNoDriftInASharedSchema() {
    assertThat(shared(List.of(ONE), false, applied(1, ONE), applied(2, TWO), applied(3, VIEW)))
        .isEqualTo(new Pending(List.of(), 4));
    assertThat(shared(List.of(VIEW), true, applied(1, ONE), applied(2, VIEW)))
        .isEqualTo(new Pending(List.of(), 3));
  }

  @Test
  void theFormerTextIsRunAgainAfterTheOthersAreTakenBack() {
    Reversal back =
        (Reversal)
            back(
                List.of(VIEW),
                List.of(UNDO_TWO),
                applied(1, ONE),
                applied(2, VIEW),
                applied(3, TWO),
                applied(4, OTHER_VIEW));

    assertThat(back.changes())
        .containsExactly(
            Change.undoing(UNDO_TWO, List.of(applied(3, TWO))), Change.applying(VIEW, 5));
  }

  @Test
  void oneThatIsNewIsTakenBackFirstAndForgottenWhole() {
    Script otherRule = script("R__a_rule.sql", "select 'another'");
    Reversal back =
        (Reversal)
            back(
                List.of(),
                List.of(UNDO_TWO, UNDO_RULE),
                applied(1, ONE),
                applied(2, TWO),
                applied(3, RULE),
                applied(4, otherRule));

    assertThat(back.changes())
        .containsExactly(
            Change.undoing(UNDO_RULE, List.of(applied(3, RULE), applied(4, otherRule))),
            Change.undoing(UNDO_TWO, List.of(applied(2, TWO))));
  }

  @Test
  void severalThatAreNewGoInTheReverseOrder() {
    Script undoView = script("UR__view.sql", "select 0");
    Reversal back =
        (Reversal)
            back(List.of(), List.of(undoView, UNDO_RULE), applied(1, RULE), applied(2, VIEW));

    assertThat(back.changes()).extracting(Change::script).containsExactly(undoView, UNDO_RULE);
  }

  @Test
  void oneThatIsNewAndHasNoUndoStopsTheWayBack() {
    assertThat(back(List.of(), List.of(), applied(1, ONE), applied(2, RULE)))
        .isEqualTo(
            new Drift(
                "R__a_rule.sql",
                "It was applied with checksum %d, and the package holds no script to take it back."
                    .formatted(RULE.checksum())));
  }

  @Test
  void whatIsAsItWasNeedsNoWayBack() {
    assertThat(back(List.of(VIEW), List.of(UNDO_TWO), applied(1, ONE), applied(2, VIEW)))
        .isEqualTo(new Reversal(List.of()));
  }

  @Test
  void anUndoThatIsThereForOneThatWasThereBeforeIsNotRun() {
    Reversal back =
        (Reversal)
            back(
                List.of(RULE),
                List.of(UNDO_RULE),
                applied(1, RULE),
                applied(2, script("R__a_rule.sql", "select 'another'")));

    assertThat(back.changes()).containsExactly(Change.applying(RULE, 3));
  }

  private static MigrationPlan plan(List<Script> scripts, AppliedScript... history) {
    return MigrationPlan.of(scripts, List.of(), History.of(List.of(history)));
  }

  private static MigrationPlan shared(
      List<Script> scripts, boolean newest, AppliedScript... history) {
    return MigrationPlan.ofShared(scripts, List.of(), History.of(List.of(history)), newest);
  }

  /** Back to where {@code V1} was and those repeatable scripts. */
  private static MigrationPlan back(
      List<Script> repeatable, List<Script> undo, AppliedScript... history) {
    return MigrationPlan.back(
        Set.of(ONE.version()), repeatable, undo, History.of(List.of(history)));
  }

  private static AppliedScript applied(int rank, Script script) {
    return AppliedScript.of(rank, script);
  }
}
