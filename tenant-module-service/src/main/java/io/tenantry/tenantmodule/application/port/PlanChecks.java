package io.tenantry.tenantmodule.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.job.PendingCheck;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Plans of jobs that are validated, about which the subscription service has to be asked. */
public interface PlanChecks {

  /** Adds it, or replaces the one of that job. */
  Uni<Void> save(PendingCheck check, String reason, Instant next);

  /** Those whose time has come, oldest first; nobody else gets them until then. */
  Uni<List<PendingCheck>> claim(Instant now, Instant until, int limit);

  Uni<Void> remove(UUID job);

  /** Removes those of jobs that are not validated any more. */
  Uni<Void> removeObsolete();
}
