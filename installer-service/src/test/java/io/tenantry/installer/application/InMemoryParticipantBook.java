package io.tenantry.installer.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.participant.Question;
import io.tenantry.installer.application.port.ParticipantBook;
import io.tenantry.installer.domain.Fixtures;
import io.tenantry.installer.domain.participant.ParticipantRequest;
import io.tenantry.installer.domain.participant.RequestState;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.Participation;
import io.tenantry.installer.domain.task.Step;
import io.tenantry.installer.domain.task.StepName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Requests in memory. They are overdue when a test says so. */
final class InMemoryParticipantBook implements ParticipantBook {

  private static final List<RequestState> ON_THE_WAY_BACK =
      List.of(RequestState.UNDO_ASKED, RequestState.UNDO_REFUSED, RequestState.UNDO_UNANSWERED);

  private final InMemoryTransactions transactions;
  private final InMemoryTasks tasks;
  private Map<UUID, ParticipantRequest> requests = new LinkedHashMap<>();

  /** What requests are about; a request that is not there is about nothing. */
  private final Map<UUID, Question> questions = new HashMap<>();

  InMemoryParticipantBook(InMemoryTransactions transactions, InMemoryTasks tasks) {
    this.transactions = transactions;
    this.tasks = tasks;
    transactions.include(
        () -> {
          Map<UUID, ParticipantRequest> before = new LinkedHashMap<>(requests);
          return () -> requests = before;
        });
  }

  Collection<ParticipantRequest> all() {
    return requests.values();
  }

  /** Where the requests are, oldest first. */
  List<RequestState> states() {
    return requests.values().stream().map(ParticipantRequest::state).toList();
  }

  void letTimePass() {
    requests.replaceAll(
        (id, one) -> changed(one, one.state(), one.attempts(), Duration.ofMillis(-1)));
  }

  @Override
  public Uni<Optional<ParticipantRequest>> find(UUID requestId) {
    return done(() -> Optional.ofNullable(requests.get(requestId)));
  }

  @Override
  public Uni<Optional<ParticipantRequest>> hold(UUID requestId) {
    return find(requestId);
  }

  @Override
  public Uni<Optional<Instant>> ask(Question question, ParticipantRequest request) {
    return done(
        () -> {
          if (!tasks.letRest(question.claim())) {
            return Optional.empty();
          }
          questions.put(request.id(), question);
          requests.put(request.id(), request);
          return Optional.of(Fixtures.DEADLINE);
        });
  }

  @Override
  public Uni<Optional<Participation>> inSetup(String tenantId, ModuleName module, String version) {
    return done(
        () ->
            requests.values().stream()
                .filter(one -> one.tenantId().equals(tenantId))
                .filter(one -> one.state() == RequestState.COMPLETED)
                .filter(one -> isSetup(questions.get(one.id()).step(), module, version))
                .map(one -> new Participation(one.timeout()))
                .findFirst());
  }

  private static boolean isSetup(Step step, ModuleName module, String version) {
    return step.name() == StepName.SETUP
        && step.item().module().equals(module)
        && step.item().version().equals(version);
  }

  @Override
  public Uni<Void> answer(ParticipantRequest request) {
    return done(() -> {
          requests.put(request.id(), request);
          tasks.wake(request.jobId());
          return true;
        })
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> giveUp(ParticipantRequest request) {
    return done(() -> requests.put(request.id(), request)).replaceWithVoid();
  }

  @Override
  public Uni<Void> reopen(UUID jobId) {
    return done(() -> {
          requests.replaceAll(
              (id, one) ->
                  one.jobId().equals(jobId) && ON_THE_WAY_BACK.contains(one.state())
                      ? changed(one, RequestState.UNANSWERED, 0, one.remaining())
                      : one);
          return true;
        })
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> settle(UUID jobId) {
    return done(() -> {
          requests.replaceAll(
              (id, one) ->
                  one.jobId().equals(jobId) && one.state() != RequestState.UNDONE
                      ? changed(one, RequestState.SETTLED, one.attempts(), one.remaining())
                      : one);
          return true;
        })
        .replaceWithVoid();
  }

  private static ParticipantRequest changed(
      ParticipantRequest one, RequestState state, int attempts, Duration remaining) {
    return new ParticipantRequest(
        one.id(),
        one.jobId(),
        one.tenantId(),
        state,
        attempts,
        one.timeout(),
        remaining,
        state == one.state() ? one.refusal() : Optional.empty());
  }

  private <T> Uni<T> done(Supplier<T> work) {
    return Uni.createFrom()
        .item(
            () -> {
              transactions.current();
              return work.get();
            });
  }
}
