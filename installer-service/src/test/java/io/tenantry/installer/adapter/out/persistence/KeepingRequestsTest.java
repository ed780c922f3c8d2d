package io.tenantry.installer.adapter.out.persistence;

import static io.tenantry.installer.domain.Fixtures.DATABASE;
import static io.tenantry.installer.domain.Fixtures.item;
import static io.tenantry.installer.domain.Fixtures.jobOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.tenantry.installer.Database;
import io.tenantry.installer.IdleWorkers;
import io.tenantry.installer.PackageServer;
import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.application.TaskLostException;
import io.tenantry.installer.application.participant.AskParticipant;
import io.tenantry.installer.application.participant.Question;
import io.tenantry.installer.application.participant.TakeAnswer;
import io.tenantry.installer.application.port.Interventions;
import io.tenantry.installer.application.port.ParticipantBook;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.domain.participant.Answer;
import io.tenantry.installer.domain.participant.Answer.Kind;
import io.tenantry.installer.domain.participant.Next;
import io.tenantry.installer.domain.participant.Next.Agreed;
import io.tenantry.installer.domain.participant.Next.Ask;
import io.tenantry.installer.domain.participant.Next.GiveUp;
import io.tenantry.installer.domain.participant.Next.Wait;
import io.tenantry.installer.domain.participant.ParticipantRequest;
import io.tenantry.installer.domain.participant.Refusal;
import io.tenantry.installer.domain.participant.RequestState;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.Participation;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.Step;
import io.tenantry.installer.domain.task.StepName;
import io.tenantry.installer.domain.task.Stop;
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

/** Requests to a module's own service, and the task that rests meanwhile. */
@QuarkusTest
@TestProfile(IdleWorkers.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(PackageServer.class)
class KeepingRequestsTest {

  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final Origin NOBODY = new Origin(Optional.empty(), Optional.empty());
  private static final Refusal REFUSAL = new Refusal("full", "No room.");

  @Inject Tasks tasks;
  @Inject Interventions interventions;
  @Inject ParticipantBook book;
  @Inject AskParticipant askParticipant;
  @Inject TakeAnswer takeAnswer;
  @Inject UnitOfWork unitOfWork;

  private final String module = "p_" + UUID.randomUUID().toString().substring(0, 8);
  private final String tenant = "t-" + module;
  private final UUID id = UUID.randomUUID();
  private Job job;
  private Claim claim;

  @BeforeEach
  void aWorkerHasAJob() {
    Database.change(
        Database.INSTALLER,
        "update task set state = 'COMPLETED' where state in ('RUNNING', 'UNDOING')");
    job = jobOf(tenant, module);
    await(() -> tasks.addJob(job, NOBODY));
    claim = take().orElseThrow();
  }

  @Test
  void aRequestAndItsEventAreThereTogetherAndTheTaskRests() {
    assertThat(askParticipant.find(id)).isEmpty();

    assertThat(setUp(TIMEOUT)).isInstanceOf(Ask.class);

    ParticipantRequest request = request();
    assertThat(request.state()).isEqualTo(RequestState.ASKED);
    assertThat(request.attempts()).isEqualTo(1);
    assertThat(request.timeout()).isEqualTo(TIMEOUT);
    assertThat(request.remaining()).isBetween(TIMEOUT.minus(LIMIT), TIMEOUT);
    assertThat(events()).containsExactly("ModuleSetupRequested");
    assertThat(take()).isEmpty();
  }

  @Test
  void whoLooksAgainWaitsForWhatIsLeft() {
    setUp(TIMEOUT);
    comesToItsTurn();

    assertThat(setUp(TIMEOUT)).isInstanceOf(Wait.class);

    assertThat(events()).hasSize(1);
    assertThat(take()).isEmpty();
  }

  @Test
  void anAnswerWakesTheTask() {
    setUp(TIMEOUT);

    answer(Kind.COMPLETED);

    claim = take().orElseThrow();
    assertThat(setUp(TIMEOUT)).isEqualTo(new Agreed());
  }

  @Test
  void anAnswerThatComesWhileTheWorkerDecidesToWaitIsNotMissed() {
    setUp(TIMEOUT);
    comesToItsTurn();

    CompletableFuture<Void> answering =
        whileLocked("select 1 from task where id = ? for update", () -> answer(Kind.COMPLETED));
    assertThat(setUp(TIMEOUT)).isInstanceOfAny(Agreed.class, Wait.class);
    answering.join();

    assertThat(request().state()).isEqualTo(RequestState.COMPLETED);
    assertThat(
            Database.read(
                Database.INSTALLER,
                "select (not resting or not_before <= clock_timestamp())::text from task where id = ?",
                job.id()))
        .containsExactly("true");
  }

  @Test
  void aTaskWhoseRequestIsOverdueAsksAgainAndGivesUpInTheEnd() {
    for (int attempt = 1; attempt <= 3; attempt++) {
      assertThat(setUp(Duration.ofMillis(1))).isInstanceOf(Ask.class);
      comesToItsTurn();
    }
    assertThat(setUp(TIMEOUT)).isInstanceOf(GiveUp.class);
    assertThat(request().state()).isEqualTo(RequestState.UNANSWERED);
    assertThat(events()).hasSize(3);
  }

  @Test
  void aStopBetweenTheStepAndTheRestLetsTheTaskNotRest() {
    await(() -> interventions.stop(job.id(), new Stop(Stop.Reason.CANCELLED, "alice")));

    setUp(TIMEOUT);

    assertThat(take()).isPresent();
  }

  @Test
  void aRefusalIsKept() {
    setUp(TIMEOUT);

    answer(Kind.FAILED);

    assertThat(request().state()).isEqualTo(RequestState.REFUSED);
    assertThat(request().refusal()).contains(REFUSAL);
  }

  @Test
  void whoAsksForTheUndoForgetsTheRefusal() {
    setUp(TIMEOUT);
    answer(Kind.FAILED);
    comesToItsTurn();

    askParticipant.undo(question(), request());

    assertThat(request().state()).isEqualTo(RequestState.UNDO_ASKED);
    assertThat(request().refusal()).isEmpty();
    assertThat(events()).containsExactly("ModuleSetupRequested", "ModuleSetupUndoRequested");
  }

  @Test
  void anOperatorsUndoBeginsAfresh() {
    setUp(TIMEOUT);
    comesToItsTurn();
    await(() -> book.reopen(job.id()));
    assertThat(request().state()).isEqualTo(RequestState.ASKED);
    askParticipant.undo(question(), request());
    answer(Kind.UNDO_FAILED);

    await(() -> book.reopen(job.id()));

    assertThat(request().state()).isEqualTo(RequestState.UNANSWERED);
    assertThat(request().attempts()).isZero();
    assertThat(request().refusal()).isEmpty();
  }

  @Test
  void whatIsSettledStaysSoAndWhatIsUndoneStaysUndone() {
    setUp(TIMEOUT);
    await(() -> book.settle(job.id()));
    assertThat(request().state()).isEqualTo(RequestState.SETTLED);
    answer(Kind.COMPLETED);
    assertThat(request().state()).isEqualTo(RequestState.SETTLED);

    Database.change(
        Database.INSTALLER, "update participant_request set state = 'UNDONE' where id = ?", id);
    await(() -> book.settle(job.id()));
    assertThat(request().state()).isEqualTo(RequestState.UNDONE);
  }

  @Test
  void thePartInTheSetupOfAVersionIsRemembered() {
    ModuleName name = new ModuleName(module);
    setUp(TIMEOUT);
    assertThat(await(() -> book.inSetup(tenant, name, "1.0.0"))).isEmpty();

    answer(Kind.COMPLETED);

    assertThat(await(() -> book.inSetup(tenant, name, "1.0.0")))
        .contains(new Participation(TIMEOUT));
    assertThat(await(() -> book.inSetup(tenant, name, "1.1.0"))).isEmpty();
    assertThat(await(() -> book.inSetup("other", name, "1.0.0"))).isEmpty();
  }

  @Test
  void whatWaitsForSomethingElseIsNotWoken() {
    setUp(TIMEOUT);
    comesToItsTurn();
    await(() -> tasks.postpone(claim, TIMEOUT, 1));

    answer(Kind.COMPLETED);

    assertThat(take()).isEmpty();
  }

  @Test
  void aWorkerThatHasLostTheTaskAsksNobody() {
    Database.change(Database.INSTALLER, "update task set fence = fence + 1 where id = ?", job.id());

    assertThatExceptionOfType(TaskLostException.class).isThrownBy(() -> setUp(TIMEOUT));

    assertThat(await(() -> book.find(id))).isEmpty();
    assertThat(events()).isEmpty();
  }

  @Test
  void anAnswerThatMeetsAWorkersDecisionSeesWhatThatHasLeft() {
    setUp(TIMEOUT);
    CompletableFuture<Void> answering =
        whileLocked(
            """
            with held as (update task set sequence = sequence where id = ? returning id)
            update participant_request set state = 'UNANSWERED' from held where task_id = held.id
            """,
            () -> answer(Kind.COMPLETED));

    answering.join();

    assertThat(request().state()).isEqualTo(RequestState.UNANSWERED);
  }

  private Next setUp(Duration timeout) {
    ParticipantRequest known =
        askParticipant
            .find(id)
            .orElseGet(() -> ParticipantRequest.due(id, job.id(), tenant, timeout));
    return askParticipant.setUp(question(), known);
  }

  private void comesToItsTurn() {
    Database.change(
        Database.INSTALLER, "update task set not_before = now() where id = ?", job.id());
    claim = take().orElseThrow();
  }

  private Void answer(Kind kind) {
    Optional<Refusal> refusal =
        Optional.of(REFUSAL).filter(why -> kind == Kind.FAILED || kind == Kind.UNDO_FAILED);
    Answer answer = new Answer(id, job.id(), tenant, kind, refusal);
    unitOfWork.await(() -> takeAnswer.onAnswer(UUID.randomUUID(), answer));
    return null;
  }

  /** Begins the work while another transaction holds the task, and lets that go on then. */
  private CompletableFuture<Void> whileLocked(String lock, Supplier<Void> work) {
    try (Connection other = PlatformServers.running().postgres().superuser(Database.INSTALLER);
        var statement = other.prepareStatement(lock)) {
      other.setAutoCommit(false);
      statement.setObject(1, job.id());
      statement.execute();
      CompletableFuture<Void> answer = CompletableFuture.supplyAsync(work);
      Awaitility.await().atMost(LIMIT).until(KeepingRequestsTest::somebodyWaits);
      other.commit();
      return answer;
    } catch (SQLException e) {
      throw new IllegalStateException(lock, e);
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

  private Question question() {
    return new Question(id, claim, new Step(3, item(module), StepName.SETUP), DATABASE);
  }

  private ParticipantRequest request() {
    return await(() -> book.find(id)).orElseThrow();
  }

  private List<String> events() {
    return Database.eventsAbout(job.id());
  }

  private Optional<Claim> take() {
    return await(() -> tasks.claim("test", LEASE));
  }

  private <T> T await(Supplier<Uni<T>> work) {
    return unitOfWork.await(work);
  }
}
