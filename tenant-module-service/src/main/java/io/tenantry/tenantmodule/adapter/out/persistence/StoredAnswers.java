package io.tenantry.tenantmodule.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.port.Answers;
import io.tenantry.tenantmodule.application.request.Answer;
import io.tenantry.tenantmodule.application.request.Claim;
import io.tenantry.tenantmodule.application.request.KeyedRequest;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Answers in PostgreSQL. */
@ApplicationScoped
class StoredAnswers implements Answers {

  private static final String PLATFORM = "@platform";

  private static final String CLAIM =
      """
      select owner, free, fingerprint, status, content_type, location, body
      from claim_request(:scope, :tenants, nullif(:tenant, ''), cast(nullif(:job, '') as uuid),
        :actor, :key, cast(:since as timestamptz))
      """;

  private static final String KEEP =
      """
      insert into request_answer (tenant_id, actor, key, fingerprint, status, content_type,
        location, body, answered_at)
      values (:owner, :actor, :key, :fingerprint, :status, :contentType, nullif(:location, ''),
        :body, cast(:now as timestamptz))
      on conflict (tenant_id, actor, key) do update
      set fingerprint = excluded.fingerprint, status = excluded.status,
        content_type = excluded.content_type, location = excluded.location, body = excluded.body,
        answered_at = excluded.answered_at
      """;

  private static final String FORGET =
      "delete from request_answer where answered_at <= cast(:until as timestamptz)";

  /** Enters the scope of the request, too. */
  Uni<Claim> claim(KeyedRequest request, Instant since) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(CLAIM, Tuple.class)
                    .setParameter("scope", EnteredScope.name(request.scope()))
                    .setParameter("tenants", EnteredScope.tenants(request.scope()))
                    .setParameter("tenant", tenant(request))
                    .setParameter("job", request.job().map(UUID::toString).orElse(""))
                    .setParameter("actor", request.actor())
                    .setParameter("key", request.key())
                    .setParameter("since", since.atOffset(ZoneOffset.UTC))
                    .getResultList())
        .map(StoredAnswers::claim);
  }

  private static String tenant(KeyedRequest request) {
    String otherwise = request.job().isPresent() ? "" : PLATFORM;
    return request.tenant().map(TenantId::value).orElse(otherwise);
  }

  private static Claim claim(List<Tuple> rows) {
    if (rows.isEmpty()) {
      return new Claim.Nobodys();
    }
    Tuple row = rows.get(0);
    if (!row.get("free", Boolean.class)) {
      return new Claim.Taken();
    }
    return Optional.ofNullable(row.get("fingerprint", String.class))
        .<Claim>map(fingerprint -> new Claim.Answered(fingerprint, answer(row)))
        .orElseGet(() -> new Claim.Free(row.get("owner", String.class)));
  }

  private static Answer answer(Tuple row) {
    return new Answer(
        row.get("status", Integer.class),
        row.get("content_type", String.class),
        Optional.ofNullable(row.get("location", String.class)),
        row.get("body", String.class));
  }

  @Override
  public Uni<Void> keep(String owner, KeyedRequest request, Answer answer, Instant now) {
    return Panache.getSession()
        .chain(session -> session.flush().replaceWith(session))
        .chain(
            session ->
                session
                    .createNativeQuery(KEEP)
                    .setParameter("owner", owner)
                    .setParameter("actor", request.actor())
                    .setParameter("key", request.key())
                    .setParameter("fingerprint", request.fingerprint())
                    .setParameter("status", answer.status())
                    .setParameter("contentType", answer.contentType())
                    .setParameter("location", answer.location().orElse(""))
                    .setParameter("body", answer.body())
                    .setParameter("now", now.atOffset(ZoneOffset.UTC))
                    .executeUpdate())
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> forget(Instant until) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(FORGET)
                    .setParameter("until", until.atOffset(ZoneOffset.UTC))
                    .executeUpdate())
        .replaceWithVoid();
  }
}
