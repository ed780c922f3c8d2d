package io.tenantry.tenantmodule.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.job.PendingCheck;
import io.tenantry.tenantmodule.application.port.PlanChecks;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Plans that wait for the subscription service, in PostgreSQL. */
@ApplicationScoped
class StoredPlanChecks implements PlanChecks, PanacheRepositoryBase<PlanCheckEntity, UUID> {

  private static final String CLAIM =
      """
      update plan_check set next_attempt = cast(:until as timestamptz)
      where job_id in (
        select job_id from plan_check where next_attempt <= cast(:now as timestamptz)
        order by next_attempt limit :limit for update skip locked)
      returning job_id as id, next_attempt as until
      """;

  private static final String OBSOLETE =
      "exists (select 1 from JobEntity job where job.id = jobId and job.state <> ?1)";

  @Override
  public Uni<Void> save(PendingCheck check, String reason, Instant next) {
    PlanCheckEntity entity = new PlanCheckEntity();
    entity.jobId = check.jobId();
    entity.tenantId = check.tenantId().value();
    entity.plan = PlanDocument.of(check.plan());
    entity.unused = check.unused().stream().map(ModuleName::value).toArray(String[]::new);
    entity.actor = check.origin().actor();
    entity.source = check.origin().source();
    entity.causationId = check.origin().causationId().orElse(null);
    entity.traceparent = check.origin().traceparent().orElse(null);
    entity.reason = reason;
    entity.nextAttempt = next;
    return getSession().chain(session -> session.merge(entity)).replaceWithVoid();
  }

  @Override
  public Uni<List<PendingCheck>> claim(Instant now, Instant until, int limit) {
    return getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(CLAIM, Tuple.class)
                    .setParameter("now", now.atOffset(ZoneOffset.UTC))
                    .setParameter("until", until.atOffset(ZoneOffset.UTC))
                    .setParameter("limit", limit)
                    .getResultList())
        .map(rows -> rows.stream().map(row -> row.get(0, UUID.class)).toList())
        .chain(
            ids ->
                ids.isEmpty()
                    ? Uni.createFrom().item(List.<PlanCheckEntity>of())
                    : list("jobId in ?1 order by jobId", ids))
        .map(entities -> entities.stream().map(StoredPlanChecks::toDomain).toList());
  }

  @Override
  public Uni<Void> settle(PendingCheck check, SubscriptionAnswer answer, Instant now) {
    return delete("jobId = ?1", check.jobId())
        .chain(this::getSession)
        .chain(
            session -> AllowedModules.note(session, check.tenantId(), check.coming(), answer, now));
  }

  @Override
  public Uni<Boolean> wereAllowed(TenantId tenant, List<PlannedModule> plan, Instant since) {
    return getSession().chain(session -> AllowedModules.cover(session, tenant, plan, since));
  }

  @Override
  public Uni<Void> removeObsolete() {
    return delete(OBSOLETE, JobState.VALIDATING).replaceWithVoid();
  }

  private static PendingCheck toDomain(PlanCheckEntity entity) {
    return new PendingCheck(
        entity.jobId,
        new TenantId(entity.tenantId),
        entity.plan.toDomain(),
        Arrays.stream(entity.unused).map(ModuleName::new).toList(),
        new Origin(
            entity.actor,
            entity.source,
            Optional.ofNullable(entity.causationId),
            Optional.ofNullable(entity.traceparent)));
  }
}
