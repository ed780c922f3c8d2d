package io.tenantry.installer.adapter.out.persistence;

import static io.tenantry.installer.domain.Fixtures.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.tenantry.installer.Database;
import io.tenantry.installer.IdleWorkers;
import io.tenantry.installer.PackageServer;
import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.Commit;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.application.port.Tasks.Ended;
import io.tenantry.installer.application.port.Tasks.Held;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.ScriptFailure;
import io.tenantry.installer.domain.task.Failure;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.StepState;
import io.tenantry.installer.domain.task.TaskState;
import io.tenantry.testkit.infrastructure.PlatformServers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(IdleWorkers.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(PackageServer.class)
class RecordingStepsTest {

  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Failure FAILURE =
      Failure.of(
          new ScriptFailure(
              "db/tenant/V1__x.sql",
              Optional.of(7),
              Optional.of("42601"),
              Optional.empty(),
              "syntax \"error\""));

  @Inject Tasks tasks;
  @Inject UnitOfWork unitOfWork;

  private Job job;
  private Claim claim;

  @BeforeEach
  void aWorkerHasAJob() {
    Database.change(
        Database.INSTALLER,
        "update task set state = 'COMPLETED' where state in ('RUNNING', 'UNDOING')");
    job = job("mail");
    await(() -> tasks.addJob(job, new Origin(Optional.empty(), Optional.empty())));
    claim = await(() -> tasks.claim("test", LEASE)).orElseThrow();
  }

  @Test
  void theNextWorkerKnowsWhatBecameOfTheSteps() {
    save(0, StepState.STARTED);
    save(0, StepState.COMPLETED);
    save(1, StepState.STARTED);

    assertThat(await(() -> tasks.current(claim)).orElseThrow().steps())
        .isEqualTo(Map.of(0, StepState.COMPLETED, 1, StepState.STARTED));
  }

  @Test
  void numbersOfEventsRiseAndGettingOnForgetsTheAttempts() {
    await(() -> tasks.postpone(claim, Duration.ZERO, 5));
    claim = await(() -> tasks.claim("test", LEASE)).orElseThrow();

    assertThat(await(() -> tasks.hold(claim, false))).contains(new Held(1, Optional.empty()));
    assertThat(await(() -> tasks.current(claim)).orElseThrow().attempts()).isEqualTo(5);
    assertThat(await(() -> tasks.hold(claim, true))).contains(new Held(2, Optional.empty()));
    assertThat(await(() -> tasks.current(claim)).orElseThrow().attempts()).isZero();
  }

  @Test
  void whoHasAnOldFenceHoldsNothing() {
    Claim old =
        new Claim(
            claim.taskId(),
            claim.tenantId(),
            claim.state(),
            claim.fence() - 1,
            0,
            claim.job(),
            claim.purge(),
            claim.steps(),
            claim.origin());

    assertThat(await(() -> tasks.hold(old, true))).isEmpty();
  }

  @Test
  void aJobThatTurnsBackIsFreeForTheNextWorkerAndKeepsItsReason() {
    await(() -> tasks.turnBack(claim, FAILURE));

    Claim next = await(() -> tasks.claim("another", LEASE)).orElseThrow();

    assertThat(next.state()).isEqualTo(TaskState.UNDOING);
    assertThat(next.fence()).isGreaterThan(claim.fence());
    assertThat(
            Database.read(
                Database.INSTALLER,
                """
                select failure ->> 'code' || ' ' || (failure ->> 'line') || ' '
                  || (failure ->> 'detail') || ' ' || (failure -> 'statement')
                from task where id = ?
                """,
                job.id()))
        .containsExactly("script-failed 7 syntax \"error\" null");
  }

  @Test
  void aTaskThatIsOverIsNeitherHeldNorTakenAgain() {
    await(() -> tasks.end(claim, TaskState.COMPLETED));

    assertThat(await(() -> tasks.hold(claim, true))).isEmpty();
    assertThat(await(() -> tasks.prolong(claim, LEASE))).isFalse();
    assertThat(await(() -> tasks.claim("another", LEASE))).isEmpty();
  }

  @Test
  void whatCameOfATaskCanBeAskedWhenItIsOver() {
    assertThat(await(() -> tasks.ended(job.id()))).isEmpty();
    save(0, StepState.UNDONE);
    await(() -> tasks.hold(claim, true));
    await(() -> tasks.end(claim, TaskState.UNDONE));

    Ended ended = await(() -> tasks.ended(job.id())).orElseThrow();

    assertThat(ended.sequence()).isEqualTo(2);
    assertThat(ended.claim().state()).isEqualTo(TaskState.UNDONE);
    assertThat(ended.claim().steps()).isEqualTo(Map.of(0, StepState.UNDONE));
    assertThat(await(() -> tasks.ended(UUID.randomUUID()))).isEmpty();
  }

  @Test
  void theFirstProposalForADatabaseStays() {
    DatabaseRef first =
        new DatabaseRef("main", "tn_" + UUID.randomUUID().toString().substring(0, 8));
    DatabaseRef second = new DatabaseRef("main", first.name() + "_2");
    String tenant = "t-" + first.name();

    assertThat(await(() -> tasks.databaseOf(tenant))).isEmpty();
    assertThat(await(() -> tasks.assignDatabase(tenant, first))).isEqualTo(first);
    assertThat(await(() -> tasks.assignDatabase(tenant, second))).isEqualTo(first);
    assertThat(await(() -> tasks.databaseOf(tenant))).contains(first);
  }

  @Test
  void nothingOfAUnitOfWorkThatFailsIsLeft() {
    Supplier<Uni<Void>> failing =
        () ->
            tasks
                .save(claim, job.steps().get(0), StepState.STARTED)
                .chain(() -> tasks.end(claim, TaskState.UNDONE))
                .chain(() -> Uni.createFrom().failure(new IllegalStateException("no")));

    assertThatIllegalStateException()
        .isThrownBy(() -> unitOfWork.<Void>await(failing))
        .withMessage("no");

    Claim now = await(() -> tasks.current(claim)).orElseThrow();
    assertThat(now.state()).isEqualTo(TaskState.RUNNING);
    assertThat(now.steps()).isEmpty();
  }

  @Test
  void anEventHasItsEffectOnce() {
    UUID event = UUID.randomUUID();
    AtomicInteger effects = new AtomicInteger();
    Supplier<Uni<Void>> work = () -> Uni.createFrom().voidItem().invoke(effects::incrementAndGet);

    for (int delivery = 0; delivery < 3; delivery++) {
      oncePer(event, work);
    }

    assertThat(effects).hasValue(1);
  }

  private void oncePer(UUID event, Supplier<Uni<Void>> work) {
    try {
      VertxContextSupport.subscribeAndAwait(
          () -> unitOfWork.oncePer(Commit.JOB_TAKEN, event, work));
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  private void save(int position, StepState state) {
    await(() -> tasks.save(claim, job.steps().get(position), state));
  }

  private <T> T await(Supplier<Uni<T>> work) {
    return unitOfWork.await(work);
  }
}
