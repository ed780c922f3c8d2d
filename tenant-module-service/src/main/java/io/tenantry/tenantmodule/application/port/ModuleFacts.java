package io.tenantry.tenantmodule.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.module.InstalledModule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What everybody is told about tenants' modules; each becomes part of the unit of work. */
public interface ModuleFacts {

  Uni<Void> activated(InstalledModule module, Origin origin);

  /** The module was there before, in that version. */
  Uni<Void> upgraded(InstalledModule module, String fromVersion, Origin origin);

  /** The job, which is approved, is about to remove the module. */
  Uni<Void> deactivating(InstalledModule module, Job job, Instant now, Origin origin);

  /** The job has removed the module; the data is what can be restored of it. */
  Uni<Void> deactivated(
      InstalledModule module, Job job, Optional<UUID> keptData, Instant now, Origin origin);

  /** The job was to remove the modules, which have stayed as they were. */
  Uni<Void> stillActive(List<InstalledModule> modules, Job job, Origin origin);

  /** The installation failed; the tenant does not have the module. */
  Uni<Void> failed(Job job, Origin origin);
}
