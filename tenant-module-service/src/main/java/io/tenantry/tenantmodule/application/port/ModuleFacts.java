package io.tenantry.tenantmodule.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.module.InstalledModule;

/** What everybody is told about tenants' modules; each becomes part of the unit of work. */
public interface ModuleFacts {

  Uni<Void> activated(InstalledModule module, Origin origin);

  /** The module was there before, in that version. */
  Uni<Void> upgraded(InstalledModule module, String fromVersion, Origin origin);

  /** The installation failed; the tenant does not have the module. */
  Uni<Void> failed(Job job, Origin origin);
}
