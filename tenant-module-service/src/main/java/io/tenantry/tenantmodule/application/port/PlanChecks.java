package io.tenantry.tenantmodule.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.job.PendingCheck;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;

/** Plans of jobs that are validated, about which the subscription service has to be asked. */
public interface PlanChecks {

  /** Adds it, or replaces the one of that job. */
  Uni<Void> save(PendingCheck check, String reason, Instant next);

  /** Those whose time has come, oldest first; nobody else gets them until then. */
  Uni<List<PendingCheck>> claim(Instant now, Instant until, int limit);

  /** Removes it, and remembers what the answer says about its modules. */
  Uni<Void> settle(PendingCheck check, SubscriptionAnswer answer, Instant now);

  /** Whether each of the modules was allowed since then, and not refused after that. */
  Uni<Boolean> wereAllowed(TenantId tenant, List<PlannedModule> plan, Instant since);

  /** Removes those of jobs that are not validated any more. */
  Uni<Void> removeObsolete();
}
