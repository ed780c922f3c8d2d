package io.tenantry.tenantmodule.domain.job;

import static io.tenantry.tenantmodule.domain.Fixtures.NOW;
import static io.tenantry.tenantmodule.domain.Fixtures.TIME_IN_QUEUE;
import static io.tenantry.tenantmodule.domain.Fixtures.failedScript;
import static io.tenantry.tenantmodule.domain.Fixtures.queuedJob;
import static io.tenantry.tenantmodule.domain.ModuleInPlan.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.tenantmodule.domain.job.Decision.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobTest {

  private static final Instant LATER = NOW.plusSeconds(60);
  private static final Instant DEADLINE = NOW.plusSeconds(3_600);

  @Test
  void waitsInTheQueueWithADeadlineForThatAlone() {
    Job job = queuedJob();

    assertThat(job.state()).isEqualTo(JobState.PENDING);
    assertThat(job.queueDeadline()).isEqualTo(NOW.plus(TIME_IN_QUEUE));
    assertThat(job.deadline()).isEmpty();
    assertThat(job.endedAt()).isEmpty();
    assertThat(job.problem()).isEmpty();
    assertThat(job.plan()).isEmpty();
  }

  @Test
  void remembersWhatWasAskedForByWhomAndWhen() {
    Job job = queuedJob();

    assertThat(job.kind()).isEqualTo(JobKind.INSTALL);
    assertThat(job.module()).hasToString("digital_card");
    assertThat(job.versionRange()).isEqualTo("^1");
    assertThat(job.parameters()).isEqualTo("{\"a\":1}");
    assertThat(job.options().allowPrereleases()).isTrue();
    assertThat(job.requestedBy()).isEqualTo("ada@acme.example");
    assertThat(job.requestedAt()).isEqualTo(NOW);
  }

  @Test
  void getsItsDeadlineWhenItLeavesTheQueueAndKeepsIt() {
    Job left = queuedJob().leavingQueue(to(JobState.VALIDATING), DEADLINE);
    Job approved = left.approved(to(JobState.RUNNING), List.of(), List.of());
    Job ended = approved.moving(to(JobState.SUCCEEDED), LATER);

    assertThat(left.state()).isEqualTo(JobState.VALIDATING);
    assertThat(List.of(left, approved, ended))
        .allSatisfy(job -> assertThat(job.deadline()).contains(DEADLINE));
  }

  @Test
  void hasItsPlanFromTheApprovalOn() {
    List<PlannedModule> plan = List.of(module("identity").planned(), module("card").planned());

    Job approved = queuedJob().approved(to(JobState.RUNNING), plan, List.of());
    Job ended = approved.moving(to(JobState.SUCCEEDED), LATER);

    assertThat(approved.plan()).isEqualTo(plan);
    assertThat(ended.plan()).isEqualTo(plan);
  }

  @Test
  void endsOnlyInAFinalState() {
    for (JobState state : JobState.values()) {
      Job moved = queuedJob().moving(to(state), LATER);

      assertThat(moved.state()).isEqualTo(state);
      assertThat(moved.endedAt().isPresent()).as("%s has an end", state).isEqualTo(state.isFinal());
    }
    assertThat(queuedJob().moving(to(JobState.FAILED), LATER).endedAt()).contains(LATER);
  }

  @Test
  void goesToTheLastStateOfAPath() {
    Job job = queuedJob().moving(to(JobState.ROLLING_BACK, JobState.FAILED), LATER);

    assertThat(job.state()).isEqualTo(JobState.FAILED);
  }

  @Test
  void keepsTheFirstProblemToItsEnd() {
    JobProblem first = failedScript();
    JobProblem second = JobProblem.refusal("rollback-failed", "The schema is in use.");

    Job failing = queuedJob().failing(to(JobState.ROLLING_BACK), first, NOW);
    Job stuck = failing.failing(to(JobState.MANUAL_INTERVENTION), second, NOW);
    Job ended = stuck.moving(to(JobState.FAILED), LATER);

    assertThat(List.of(failing, stuck, ended))
        .allSatisfy(job -> assertThat(job.problem()).contains(first));
    assertThat(ended.endedAt()).contains(LATER);
  }

  @Test
  void isNotChangedByWhatHappensToTheListsItWasMadeFrom() {
    List<PlannedModule> plan = new ArrayList<>(List.of(module("card").planned()));
    Job approved = queuedJob().approved(to(JobState.RUNNING), plan, List.of());

    plan.clear();

    assertThat(approved.plan()).hasSize(1);
    assertThatThrownBy(() -> approved.plan().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static Transition to(JobState... path) {
    return new Transition(List.of(path));
  }
}
