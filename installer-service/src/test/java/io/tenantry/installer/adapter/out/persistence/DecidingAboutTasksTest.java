package io.tenantry.installer.adapter.out.persistence;

import static io.tenantry.installer.domain.Fixtures.item;
import static io.tenantry.installer.domain.Fixtures.jobOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.tenantry.installer.Database;
import io.tenantry.installer.IdleWorkers;
import io.tenantry.installer.PackageServer;
import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.application.port.Interventions;
import io.tenantry.installer.application.port.LandlordUses;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.application.port.Tasks.Ended;
import io.tenantry.installer.application.port.Tasks.Held;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.domain.plan.PlanItem;
import io.tenantry.installer.domain.task.Failure;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.JobRef;
import io.tenantry.installer.domain.task.Stop;
import io.tenantry.installer.domain.task.TaskState;
import io.tenantry.testkit.infrastructure.PlatformServers;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is decided about a task while a worker may be writing. */
@QuarkusTest
@TestProfile(IdleWorkers.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(PackageServer.class)
class DecidingAboutTasksTest {

  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Origin ORIGIN =
      new Origin(Optional.of(UUID.randomUUID()), Optional.of("00"));
  private static final Origin NOBODY = new Origin(Optional.empty(), Optional.empty());
  private static final String END = "update task set state = 'UNDONE' where id = ?";
  private static final Stop CANCEL = new Stop(Stop.Reason.CANCELLED, "alice");
  private static final Stop DEADLINE = new Stop(Stop.Reason.DEADLINE_PASSED, "sweep");

  @Inject Tasks tasks;
  @Inject Interventions interventions;
  @Inject LandlordUses uses;
  @Inject UnitOfWork unitOfWork;

  private final String module = "m_" + UUID.randomUUID().toString().substring(0, 8);
  private final PlanItem item = item(module);
  private final String tenant = "t-" + module;
  private Job job;
  private Claim claim;

  @BeforeEach
  void aWorkerHasAJob() {
    Database.change(
        Database.INSTALLER,
        "update task set state = 'COMPLETED' where state in ('RUNNING', 'UNDOING')");
    job = jobOf(tenant, module);
    await(() -> tasks.addJob(job, NOBODY));
    claim = await(() -> tasks.claim("test", LEASE)).orElseThrow();
  }

  @Test
  void aWorkerSeesTheFirstRequestToStopWhenItHoldsTheTask() {
    assertThat(await(() -> interventions.stop(job.id(), CANCEL))).isTrue();
    assertThat(await(() -> interventions.stop(job.id(), DEADLINE))).isTrue();

    assertThat(await(() -> tasks.hold(claim, true))).contains(new Held(1, Optional.of(CANCEL)));
  }

  @Test
  void aStopThatMeetsACompletionWaitsForItAndComesTooLate() {
    boolean stopped =
        whileLocked(
            "update task set state = 'COMPLETED' where id = ?",
            () -> interventions.stop(job.id(), CANCEL));

    assertThat(stopped).isFalse();
  }

  @Test
  void aCompletionThatMeetsAStopWaitsForItAndSeesIt() {
    Optional<Held> held =
        whileLocked(
            """
            update task set stop_reason = 'CANCELLED', stop_requested_by = 'alice',
              stop_requested_at = now() where id = ?
            """,
            () -> tasks.hold(claim, true));

    assertThat(held).contains(new Held(1, Optional.of(CANCEL)));
  }

  @Test
  void whatIsReadOfATaskThatEndsMeanwhileIsWhatItHasBecome() {
    Supplier<Uni<Optional<Ended>>> approvedAgain =
        () ->
            tasks
                .addJob(job, NOBODY)
                .invoke(() -> Database.change(Database.INSTALLER, END, job.id()))
                .chain(() -> tasks.ended(job.id()));

    assertThat(await(approvedAgain).orElseThrow().claim().state()).isEqualTo(TaskState.UNDONE);
  }

  @Test
  void aTaskThatWasAskedToStopDoesNotWait() {
    await(() -> tasks.postpone(claim, LEASE, 2));
    assertThat(await(() -> tasks.claim("test", LEASE))).isEmpty();

    await(() -> interventions.stop(job.id(), CANCEL));
    claim = await(() -> tasks.claim("test", LEASE)).orElseThrow();
    await(() -> tasks.postpone(claim, LEASE, 3));

    claim = await(() -> tasks.claim("test", LEASE)).orElseThrow();
    assertThat(claim.attempts()).isEqualTo(3);
  }

  @Test
  void itsUndoWaitsAsAnyOtherAndWithAllPatience() {
    await(() -> interventions.stop(job.id(), CANCEL));
    await(() -> tasks.postpone(claim, Duration.ZERO, 3));
    claim = await(() -> tasks.claim("test", LEASE)).orElseThrow();
    await(() -> tasks.turnBack(claim, Failure.of("cancelled", "x")));
    claim = await(() -> tasks.claim("test", LEASE)).orElseThrow();
    assertThat(claim.attempts()).isZero();

    await(() -> tasks.postpone(claim, LEASE, 1));

    assertThat(await(() -> tasks.claim("test", LEASE))).isEmpty();
    assertThat(await(() -> interventions.stop(job.id(), CANCEL))).isFalse();
  }

  @Test
  void aJobThatWasNeverSeenIsBuriedOnceAndIsOver() {
    JobRef unseen = new JobRef(UUID.randomUUID(), tenant);

    assertThat(await(() -> interventions.bury(unseen, ORIGIN))).isTrue();
    assertThat(await(() -> interventions.bury(unseen, NOBODY))).isFalse();
    assertThat(await(() -> interventions.bury(new JobRef(job.id(), tenant), ORIGIN))).isFalse();

    Ended ended = await(() -> tasks.ended(unseen.id())).orElseThrow();
    assertThat(ended.claim().state()).isEqualTo(TaskState.UNDONE);
    assertThat(ended.claim().origin()).isEqualTo(ORIGIN);
    assertThat(ended.claim().job().orElseThrow().items()).isEmpty();
    assertThat(ended.sequence()).isEqualTo(1);
  }

  @Test
  void anUndoThatWasGivenUpIsWorkAgain() {
    await(() -> tasks.turnBack(claim, Failure.of("x", "x")));
    assertThat(await(() -> interventions.undoAgain(job.id(), ORIGIN))).isFalse();
    claim = await(() -> tasks.claim("test", LEASE)).orElseThrow();
    await(() -> tasks.postpone(claim, LEASE, 7));
    await(() -> tasks.end(claim, TaskState.UNDO_FAILED));

    assertThat(await(() -> interventions.undoAgain(job.id(), ORIGIN))).isTrue();

    Claim again = await(() -> tasks.claim("test", LEASE)).orElseThrow();
    assertThat(again.taskId()).isEqualTo(job.id());
    assertThat(again.state()).isEqualTo(TaskState.UNDOING);
    assertThat(again.attempts()).isZero();
    assertThat(again.origin()).isEqualTo(ORIGIN);
  }

  @Test
  void aTaskThatIsClosedIsLostToItsWorkerAndItsUsesAreFree() {
    await(() -> uses.use(claim, item));
    assertThat(await(() -> interventions.close(job.id()))).as("it runs").isFalse();
    await(() -> tasks.turnBack(claim, Failure.of("x", "x")));
    claim = await(() -> tasks.claim("test", LEASE)).orElseThrow();

    assertThat(await(() -> interventions.close(job.id()))).isTrue();
    await(() -> uses.giveBack(job.id()));

    assertThat(await(() -> tasks.hold(claim, true))).isEmpty();
    assertThat(await(() -> tasks.current(claim))).isEmpty();
    assertThat(await(() -> interventions.close(job.id()))).isFalse();
    assertThat(ofModule("select task_id from landlord_use where module = ?")).isEmpty();
    assertThat(ofModule("select holder from landlord_module where module = ?"))
        .containsExactly("null");
    assertThat(await(() -> tasks.ended(job.id())).orElseThrow().claim().state())
        .isEqualTo(TaskState.RESOLVED);
  }

  /** Begins the work while another transaction has changed the task, and lets that commit then. */
  private <T> T whileLocked(String change, Supplier<Uni<T>> work) {
    try (Connection other = PlatformServers.running().postgres().superuser(Database.INSTALLER);
        var statement = other.prepareStatement(change)) {
      other.setAutoCommit(false);
      statement.setObject(1, job.id());
      statement.executeUpdate();
      CompletableFuture<T> answer = CompletableFuture.supplyAsync(() -> await(work));
      Awaitility.await().atMost(LIMIT).until(DecidingAboutTasksTest::somebodyWaits);
      other.commit();
      return answer.join();
    } catch (SQLException e) {
      throw new IllegalStateException(change, e);
    }
  }

  private static boolean somebodyWaits() {
    return !Database.read(
            Database.INSTALLER,
            """
            select pid from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'
            """)
        .isEmpty();
  }

  private List<String> ofModule(String sql) {
    return Database.read(Database.INSTALLER, sql, module);
  }

  private <T> T await(Supplier<Uni<T>> work) {
    return unitOfWork.await(work);
  }
}
