package io.tenantry.tenantmodule.application;

import static io.tenantry.tenantmodule.application.Service.OPERATOR;
import static io.tenantry.tenantmodule.application.Service.TIME_FOR_AN_UNDO;
import static io.tenantry.tenantmodule.application.Service.done;
import static io.tenantry.tenantmodule.domain.Fixtures.readyTenant;
import static io.tenantry.tenantmodule.domain.job.JobState.FAILED;
import static io.tenantry.tenantmodule.domain.job.JobState.MANUAL_INTERVENTION;
import static io.tenantry.tenantmodule.domain.job.JobState.ROLLING_BACK;
import static io.tenantry.tenantmodule.domain.job.JobState.VALIDATING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.tenantmodule.domain.InvalidValue;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.job.Resolution;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResolvingJobsTest {

  private static final Resolution UNDO_AGAIN = new Resolution.UndoAgain();
  private static final Resolution CLEANED_UP = new Resolution.CleanedUp("Dropped it by hand.");

  private final Service service = new Service();
  private Job job;

  @BeforeEach
  void aJobNeedsAnOperator() {
    service.tenants.has(readyTenant());
    job = service.running("digital_card");
    service.fail(job);
    service.failToRollBack(job);
    service.told.forget();
  }

  @Test
  void theInstallerIsAskedToUndoAgainAndHasTheTimeOfANewUndo() {
    service.clock.advance(Duration.ofHours(9));

    assertThat(service.resolve(job, UNDO_AGAIN)).isEqualTo("ROLLING_BACK");

    assertThat(service.now(job).undo().deadline())
        .contains(service.clock.instant().plus(TIME_FOR_AN_UNDO));
    assertThat(service.now(job).undo().remaining()).as("until there is news").hasSize(1);
    assertThat(service.told.events).containsExactly("undo digital_card again");
    assertThat(service.told.audit)
        .containsExactly("acme: job.resolved " + job.id() + " UNDO_AGAIN");
    assertThat(service.told.origins).containsOnly(OPERATOR);
  }

  @Test
  void anUndoThatSucceedsTheSecondTimeEndsTheJob() {
    service.resolve(job, UNDO_AGAIN);
    service.rollBack(job);

    assertThat(state()).isEqualTo(FAILED);
    assertThat(service.now(job).undo().remaining()).isEmpty();
    assertThat(service.told.events).contains("ended digital_card FAILED");
  }

  @Test
  void anUndoThatFailsAgainOrTakesTooLongNeedsAnOperatorAgain() {
    service.resolve(job, UNDO_AGAIN);
    service.failToRollBack(job, LeftOver.SEQUENCE + 1);
    assertThat(state()).isEqualTo(MANUAL_INTERVENTION);

    service.resolve(job, UNDO_AGAIN);
    service.sweepAfter(TIME_FOR_AN_UNDO);
    assertThat(state()).isEqualTo(MANUAL_INTERVENTION);
  }

  @Test
  void aReportFromBeforeTheUndoWasAskedForAgainChangesNothing() {
    service.resolve(job, UNDO_AGAIN);

    service.failToRollBack(job, LeftOver.SEQUENCE);
    service.failToRollBack(job, LeftOver.SEQUENCE - 1);

    assertThat(state()).isEqualTo(ROLLING_BACK);
    assertThat(service.told.ignored)
        .containsExactly("ROLLBACK_FAILED LATE", "ROLLBACK_FAILED LATE");
  }

  @Test
  void aReportThatIsRepeatedIsNotNotedAgain() {
    service.failToRollBack(job, LeftOver.SEQUENCE + 1);

    assertThat(service.told.audit).isEmpty();
  }

  @Test
  void aJobThatIsDeclaredCleanedUpFailsAndEverythingIsGivenBack() {
    assertThat(service.resolve(job, CLEANED_UP)).isEqualTo("FAILED");

    assertThat(service.now(job).endedAt()).isPresent();
    assertThat(service.told.events)
        .containsExactly(
            "resolved digital_card: Dropped it by hand.",
            "ended digital_card FAILED",
            "fact: digital_card failed, script-failed");
    assertThat(service.told.audit)
        .containsExactly("acme: job.resolved " + job.id() + " CLEANED_UP Dropped it by hand.");
    assertThat(service.jobs.timelineOf(job.id())).endsWith(MANUAL_INTERVENTION, FAILED);
  }

  @Test
  void aModuleThatTheTenantHadBeforeThePlanHasNotFailed() {
    service.resolve(job, CLEANED_UP);
    Job other = service.accepted("mail");
    service.reserve(other);
    service.fail(other);
    service.failToRollBack(other);
    service.told.forget();

    service.resolve(other, CLEANED_UP);

    assertThat(service.told.events)
        .containsExactly("resolved mail: Dropped it by hand.", "ended mail FAILED");
  }

  @Test
  void theNextJobBeginsAfterTheOperatorsWord() {
    Job next = service.accepted("mail");
    service.resolve(job, CLEANED_UP);

    service.sweep();

    assertThat(service.now(next).state()).isEqualTo(VALIDATING);
  }

  @Test
  void aDecisionIsMadeOnce() {
    service.resolve(job, UNDO_AGAIN);
    service.told.forget();

    assertThat(service.resolve(job, UNDO_AGAIN)).isEqualTo("nothing to decide: ROLLING_BACK");
    assertThat(service.resolve(job, CLEANED_UP)).isEqualTo("nothing to decide: ROLLING_BACK");

    assertThat(state()).isEqualTo(ROLLING_BACK);
    assertThat(service.told.events).isEmpty();
    assertThat(service.told.audit)
        .hasSize(2)
        .containsOnly("acme: job.resolved " + job.id() + " REFUSED ROLLING_BACK");
  }

  @Test
  void whatTheInstallerSaysAfterTheOperatorsWordChangesNothing() {
    service.resolve(job, CLEANED_UP);
    Job ended = service.now(job);
    service.told.forget();

    service.rollBack(job);
    service.failToRollBack(job);

    assertThat(service.now(job)).isEqualTo(ended);
    assertThat(service.told.events).isEmpty();
    assertThat(service.told.ignored)
        .containsExactly("ROLLED_BACK DUPLICATE", "ROLLBACK_FAILED LATE");
  }

  @Test
  void aJobOutsideOfTheScopeIsNotFound() {
    Scope others = Scope.of(Set.of("globex"));

    assertThat(done(service.resolveJob.handle(job.id(), others, UNDO_AGAIN, OPERATOR))).isEmpty();
    assertThat(state()).isEqualTo(MANUAL_INTERVENTION);
  }

  @Test
  void aNoteSaysSomethingThatCanBeKept() {
    for (String note : new String[] {"", "  ", "a\0b", "x".repeat(2_001)}) {
      assertThatThrownBy(() -> new Resolution.CleanedUp(note)).isInstanceOf(InvalidValue.class);
    }
    assertThat(new Resolution.CleanedUp("x".repeat(2_000)).note()).hasSize(2_000);
  }

  private JobState state() {
    return service.now(job).state();
  }
}
