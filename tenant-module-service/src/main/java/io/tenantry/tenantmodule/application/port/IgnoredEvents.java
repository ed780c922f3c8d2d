package io.tenantry.tenantmodule.application.port;

import io.tenantry.tenantmodule.domain.job.Decision.Reason;
import io.tenantry.tenantmodule.domain.job.JobEvent;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.UUID;

/** Is told about events that changed nothing, so they can be counted. */
public interface IgnoredEvents {

  void ignored(TenantId tenant, UUID jobId, JobEvent event, Reason reason);

  /** The installer has purged what is not known here. */
  void unknownKeptData(TenantId tenant, UUID keptData);
}
