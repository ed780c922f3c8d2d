package io.tenantry.installer.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.participant.Question;
import io.tenantry.installer.application.port.ParticipantBook;
import io.tenantry.installer.domain.participant.ParticipantRequest;
import io.tenantry.installer.domain.participant.Refusal;
import io.tenantry.installer.domain.participant.RequestState;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.Participation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Requests to modules' own services in PostgreSQL, whose time tells what is overdue. */
@ApplicationScoped
class StoredParticipantBook implements ParticipantBook {

  private static final String REQUEST = "request";
  private static final String TASK = "task";
  private static final String STATE = "state";

  @Override
  public Uni<Optional<ParticipantRequest>> find(UUID requestId) {
    return read(ParticipantSql.FIND, requestId);
  }

  @Override
  public Uni<Optional<ParticipantRequest>> hold(UUID requestId) {
    return read(ParticipantSql.HOLD, requestId);
  }

  private static Uni<Optional<ParticipantRequest>> read(String sql, UUID requestId) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(sql, Tuple.class)
                    .setParameter(REQUEST, requestId.toString())
                    .getResultList())
        .map(rows -> rows.stream().findFirst().map(StoredParticipantBook::request));
  }

  @Override
  public Uni<Optional<Instant>> ask(Question question, ParticipantRequest request) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(ParticipantSql.ASK, Long.class)
                    .setParameter(REQUEST, request.id().toString())
                    .setParameter(TASK, request.jobId().toString())
                    .setParameter("fence", question.claim().fence())
                    .setParameter("tenant", request.tenantId())
                    .setParameter("module", question.item().module().value())
                    .setParameter("version", question.item().version())
                    .setParameter("step", question.step().name().label())
                    .setParameter(STATE, request.state().name())
                    .setParameter("attempts", request.attempts())
                    .setParameter("timeout", request.timeout().toMillis())
                    .getResultList())
        .map(deadlines -> deadlines.stream().findFirst().map(Instant::ofEpochMilli));
  }

  @Override
  public Uni<Optional<Participation>> inSetup(String tenantId, ModuleName module, String version) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(ParticipantSql.IN_SETUP, Long.class)
                    .setParameter("tenant", tenantId)
                    .setParameter("module", module.value())
                    .setParameter("version", version)
                    .getResultList())
        .map(
            timeouts ->
                timeouts.stream().findFirst().map(Duration::ofMillis).map(Participation::new));
  }

  @Override
  public Uni<Void> answer(ParticipantRequest request) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(ParticipantSql.ANSWER)
                    .setParameter(REQUEST, request.id().toString())
                    .setParameter(STATE, request.state().name())
                    .setParameter("code", request.refusal().map(Refusal::code).orElse(""))
                    .setParameter("detail", request.refusal().map(Refusal::detail).orElse(""))
                    .executeUpdate())
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> giveUp(ParticipantRequest request) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(ParticipantSql.GIVE_UP)
                    .setParameter(REQUEST, request.id().toString())
                    .setParameter(STATE, request.state().name())
                    .executeUpdate())
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> reopen(UUID jobId) {
    return change(ParticipantSql.REOPEN, jobId);
  }

  @Override
  public Uni<Void> settle(UUID jobId) {
    return change(ParticipantSql.SETTLE, jobId);
  }

  private static Uni<Void> change(String sql, UUID jobId) {
    return Panache.getSession()
        .chain(
            session ->
                session.createNativeQuery(sql).setParameter(TASK, jobId.toString()).executeUpdate())
        .replaceWithVoid();
  }

  private static ParticipantRequest request(Tuple row) {
    return new ParticipantRequest(
        UUID.fromString(row.get(0, String.class)),
        UUID.fromString(row.get(1, String.class)),
        row.get(2, String.class),
        RequestState.valueOf(row.get(3, String.class)),
        row.get(4, Integer.class),
        Duration.ofMillis(row.get(5, Long.class)),
        Duration.ofMillis(row.get(6, Long.class)),
        Optional.ofNullable(row.get(7, String.class))
            .map(code -> new Refusal(code, row.get(8, String.class))));
  }
}
