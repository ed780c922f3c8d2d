package io.tenantry.installer.domain.migration;

import static io.tenantry.installer.domain.Fixtures.script;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.domain.migration.MigrationPlan.Drift;
import io.tenantry.installer.domain.migration.MigrationPlan.Pending;
import io.tenantry.installer.domain.migration.MigrationPlan.Reversal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Scripts outside a transaction: the parts of a run, and what was cut off. */
class LoneScriptsTest {

  private static final Script ONE = script("V1__one.sql", "select 1");
  private static final Script INDEX = alone("V2__index.sql", "create index concurrently i");
  private static final Script UNDO_INDEX = alone("U2__index.sql", "drop index concurrently i");
  private static final Script THREE = script("V3__three.sql", "select 3");

  @Test
  void whatRunsInTransactionsIsOnePart() {
    assertThat(Segment.of(plan(List.of(ONE, THREE), History.NONE).changes()))
        .containsExactly(
            new Segment(List.of(Change.applying(ONE, 1), Change.applying(THREE, 2)), true));
  }

  @Test
  void aScriptThatRunsAloneDividesTheRun() {
    assertThat(Segment.of(plan(List.of(ONE, INDEX, THREE), History.NONE).changes()))
        .containsExactly(
            new Segment(List.of(Change.applying(ONE, 1)), true),
            new Segment(List.of(Change.applying(INDEX, 2)), false),
            new Segment(List.of(Change.applying(THREE, 3)), true));
  }

  @Test
  void theLastPartIsATransactionEvenIfNothingIsLeftForIt() {
    Segment end = new Segment(List.of(), true);

    assertThat(Segment.of(List.of())).containsExactly(end);
    assertThat(Segment.of(List.of(Change.untold(INDEX), Change.untold(UNDO_INDEX))))
        .containsExactly(
            new Segment(List.of(Change.untold(INDEX)), false),
            new Segment(List.of(Change.untold(UNDO_INDEX)), false),
            end);
  }

  @Test
  void whatWasCutOffIsTakenBackBeforeItRunsAgain() {
    AppliedScript begun = AppliedScript.of(2, INDEX);

    MigrationPlan plan = plan(List.of(ONE, INDEX), cutOff(begun, AppliedScript.of(1, ONE)));

    assertThat(plan.changes())
        .containsExactly(Change.undoing(UNDO_INDEX, List.of(begun)), Change.applying(INDEX, 3));
  }

  @Test
  void whatWasCutOffWithoutAnUndoStopsEverything() {
    AppliedScript begun = AppliedScript.of(2, INDEX);

    assertThat(
            MigrationPlan.of(
                List.of(ONE, INDEX), List.of(), cutOff(begun, AppliedScript.of(1, ONE))))
        .isEqualTo(
            new Drift(
                "V2__index.sql",
                "It began outside a transaction with checksum %d, nobody knows how it ended, and the package holds no script to take it back."
                    .formatted(INDEX.checksum())));
  }

  @Test
  void anOlderVersionLeavesALaterOnesScriptAlone() {
    History history = cutOff(AppliedScript.of(2, INDEX), AppliedScript.of(1, ONE));

    assertThat(MigrationPlan.ofShared(List.of(ONE), List.of(), history, false))
        .isEqualTo(new Pending(List.of(), 3));
  }

  @Test
  void theWayBackBeginsWithWhatWasCutOff() {
    AppliedScript begun = AppliedScript.of(2, INDEX);
    Script undoOne = script("U1__one.sql", "select -1");

    Reversal back =
        (Reversal)
            MigrationPlan.back(
                Set.of(),
                List.of(),
                List.of(undoOne, UNDO_INDEX),
                cutOff(begun, AppliedScript.of(1, ONE)));

    assertThat(back.changes())
        .containsExactly(
            Change.undoing(UNDO_INDEX, List.of(begun)),
            Change.undoing(undoOne, List.of(AppliedScript.of(1, ONE))));
  }

  @Test
  void whatOthersWillTryAgainIsNotTakenBack() {
    History history = cutOff(AppliedScript.of(2, INDEX), AppliedScript.of(1, ONE));

    assertThat(
            MigrationPlan.back(
                Set.of(ONE.version(), INDEX.version()), List.of(), List.of(), history))
        .isEqualTo(new Reversal(List.of()));
  }

  private static MigrationPlan plan(List<Script> scripts, History history) {
    return MigrationPlan.of(scripts, List.of(UNDO_INDEX), history);
  }

  private static History cutOff(AppliedScript begun, AppliedScript... rows) {
    return new History(List.of(rows), List.of(begun));
  }

  private static Script alone(String name, String content) {
    return new Script("db/tenant/" + name, content, false);
  }
}
