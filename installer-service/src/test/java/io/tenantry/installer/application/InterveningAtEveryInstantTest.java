package io.tenantry.installer.application;

import static io.tenantry.installer.domain.Fixtures.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.installer.application.Crashes.Crash;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.domain.migration.ScriptFailure;
import io.tenantry.installer.domain.plan.PlanItem;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.Stop.Reason;
import io.tenantry.installer.domain.task.TaskState;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A decision about a job comes before or after any of the instants at which something becomes
 * durable, and the worker may die at the same one. The job ends as it may, and nothing is left.
 */
class InterveningAtEveryInstantTest {

  private static final ScriptFailure FAILURE =
      new ScriptFailure("x", Optional.empty(), Optional.empty(), Optional.empty(), "no");

  private Installer installer;
  private Job job;

  @TestFactory
  Stream<DynamicTest> aJobThatIsStoppedIsCompletedOrUndoneWhole() {
    return atEveryInstant(
        this::aJobIsApproved, this::theWorkerGoesOn, this::stopped, this::assertEnded);
  }

  @TestFactory
  Stream<DynamicTest> aJobThatIsStoppedWhenItsWorkerDiesIsCompletedOrUndoneWhole() {
    return atEveryInstant(
        this::aJobIsApproved, this::theWorkerDies, this::stopped, this::assertEnded);
  }

  @TestFactory
  Stream<DynamicTest> aJobThatFailsAndIsStoppedIsUndoneWhole() {
    return atEveryInstant(
        this::aJobFails, this::theWorkerGoesOn, this::stopped, this::assertUndone);
  }

  @TestFactory
  Stream<DynamicTest> aJobThatFailsAndIsStoppedWhenItsWorkerDiesIsUndoneWhole() {
    return atEveryInstant(this::aJobFails, this::theWorkerDies, this::stopped, this::assertUndone);
  }

  @TestFactory
  Stream<DynamicTest> aJobThatIsResolvedDuringItsUndoIsOver() {
    return atEveryInstant(
        this::aJobIsUndoing, this::theWorkerGoesOn, this::resolved, this::assertOver);
  }

  private void aJobIsApproved() {
    installer = new Installer();
    job = installer.approve(job("identity", "mail"));
  }

  private void aJobFails() {
    aJobIsApproved();
    installer.migrator.answers("setUp tn_acme/mail", () -> new Outcome.Failed(FAILURE));
  }

  private void aJobIsUndoing() {
    aJobFails();
    installer.work();
  }

  private void stopped() {
    installer.stop(job, Reason.CANCELLED);
  }

  private void resolved() {
    installer.resolve(UUID.randomUUID(), job);
  }

  private void theWorkerGoesOn(int instant) {
    installer.workToTheEnd();
  }

  private void theWorkerDies(int instant) {
    installer.crashes.at(instant);
    assertThatExceptionOfType(Crash.class).isThrownBy(installer::workToTheEnd);
    installer.crashes.never();
    installer.tasks.letLeasesRunOut();
    installer.workToTheEnd();
  }

  private void assertEnded() {
    if (installer.now(job).state() == TaskState.COMPLETED) {
      assertThat(installer.told.events)
          .as("by itself, and as the answer")
          .containsExactly("completed in tn_acme", "completed in tn_acme");
      assertThat(installer.migrator.schemas).hasSize(4);
      assertThat(installer.told.sequences).isSorted().doesNotHaveDuplicates();
    } else {
      assertUndone();
      assertThat(installer.told.events).hasSize(2).first().asString().contains(" cancelled, ");
    }
  }

  private void assertUndone() {
    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.told.events.get(0)).startsWith("failed: ");
    assertThat(installer.told.events.subList(1, installer.told.events.size()))
        .hasSizeBetween(1, 2)
        .allMatch(event -> event.equals(installer.told.events.get(1)))
        .allMatch(event -> event.startsWith("rolled back: "));
    assertThat(installer.migrator.schemas).isEmpty();
    assertThat(installer.told.sequences).isSorted().doesNotHaveDuplicates();
    assertNothingIsHeld();
  }

  private void assertOver() {
    assertThat(installer.now(job).state()).isIn(TaskState.RESOLVED, TaskState.UNDONE);
    assertThat(installer.now(job).leased()).isFalse();
    assertThat(installer.told.events.get(0)).startsWith("failed: ");
    assertThat(installer.told.events).hasSize(endsByItself() ? 3 : 1);
    assertNothingIsHeld();
  }

  private boolean endsByItself() {
    return installer.now(job).state() == TaskState.UNDONE;
  }

  private void assertNothingIsHeld() {
    for (PlanItem item : job.items()) {
      assertThat(installer.uses.usersOf(item.module())).isEmpty();
      assertThat(installer.uses.hasHolder(item.module())).isFalse();
    }
  }

  /** As many tests as there are instants, which a run that nobody disturbs tells. */
  private Stream<DynamicTest> atEveryInstant(
      Runnable given, Consumer<Integer> work, Runnable decision, Runnable then) {
    given.run();
    installer.crashes.at(Integer.MAX_VALUE);
    installer.workToTheEnd();
    int instants = installer.crashes.instantsSince(Integer.MAX_VALUE);
    return IntStream.rangeClosed(1, instants)
        .mapToObj(
            instant ->
                DynamicTest.dynamicTest(
                    "at instant " + instant,
                    () -> {
                      given.run();
                      installer.crashes.meanwhile(instant, decision);
                      work.accept(instant);
                      then.run();
                    }));
  }
}
