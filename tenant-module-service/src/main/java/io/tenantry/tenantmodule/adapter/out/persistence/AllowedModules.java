package io.tenantry.tenantmodule.adapter.out.persistence;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer.Allowed;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer.Refused;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.hibernate.reactive.mutiny.Mutiny;

/** What the subscription service has allowed, module by module; a statement for each question. */
final class AllowedModules {

  private static final String REMEMBER =
      """
      insert into allowed_module (tenant_id, module, features, allowed_at)
      select :tenant, module, features, cast(:time as timestamptz)
      from jsonb_to_recordset(cast(cast(:modules as text) as jsonb))
        as asked (module text, features text)
      on conflict (tenant_id, module, features) do update set allowed_at = excluded.allowed_at
      """;

  private static final String FORGET =
      """
      delete from allowed_module
      where tenant_id = :tenant and module in (
        select module from jsonb_to_recordset(cast(cast(:modules as text) as jsonb))
          as asked (module text))
      """;

  private static final String UNKNOWN =
      """
      select count(*)
      from jsonb_to_recordset(cast(cast(:modules as text) as jsonb))
        as asked (module text, features text)
      where not exists (
        select from allowed_module known
        where known.tenant_id = :tenant and known.module = asked.module
          and known.features = asked.features and known.allowed_at >= cast(:time as timestamptz))
      """;

  private AllowedModules() {}

  /** A no may be about any of them. */
  static Uni<Void> note(
      Mutiny.Session session,
      TenantId tenant,
      List<PlannedModule> plan,
      SubscriptionAnswer answer,
      Instant now) {
    if (answer instanceof Allowed) {
      return with(session.createNativeQuery(REMEMBER), tenant, plan)
          .setParameter("time", now.atOffset(ZoneOffset.UTC))
          .executeUpdate()
          .replaceWithVoid();
    }
    return answer instanceof Refused
        ? with(session.createNativeQuery(FORGET), tenant, plan).executeUpdate().replaceWithVoid()
        : Uni.createFrom().voidItem();
  }

  /** Whether all of them have been allowed since then. */
  static Uni<Boolean> cover(
      Mutiny.Session session, TenantId tenant, List<PlannedModule> plan, Instant since) {
    return with(session.createNativeQuery(UNKNOWN, Long.class), tenant, plan)
        .setParameter("time", since.atOffset(ZoneOffset.UTC))
        .getSingleResult()
        .map(unknown -> unknown == 0);
  }

  private static <Q extends Mutiny.AbstractQuery> Q with(
      Q query, TenantId tenant, List<PlannedModule> plan) {
    query.setParameter("tenant", tenant.value());
    query.setParameter("modules", Json.toText(plan.stream().map(AllowedModules::row).toList()));
    return query;
  }

  private static Map<String, String> row(PlannedModule planned) {
    return Map.of(
        "module",
        planned.module().value(),
        "features",
        String.join(",", new TreeSet<>(planned.requiredFeatures())));
  }
}
