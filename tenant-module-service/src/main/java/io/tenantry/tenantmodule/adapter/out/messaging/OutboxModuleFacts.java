package io.tenantry.tenantmodule.adapter.out.messaging;

import io.smallrye.mutiny.Uni;
import io.tenantry.contracts.module.TenantModuleActivated;
import io.tenantry.contracts.module.TenantModuleFailed;
import io.tenantry.contracts.module.TenantModuleUpgraded;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.port.ModuleFacts;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.module.InstalledModule;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.module.ModuleStatus;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecordBase;

/** Public facts about tenants' modules, through the outbox; their key is tenant and module. */
@ApplicationScoped
class OutboxModuleFacts implements ModuleFacts {

  private final SagaOutbox outbox;

  OutboxModuleFacts(SagaOutbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public Uni<Void> activated(InstalledModule module, Origin origin) {
    TenantModuleActivated fact =
        new TenantModuleActivated(
            module.tenantId().value(),
            module.module().value(),
            module.version(),
            ModuleStatus.ACTIVE.name(),
            EventMapper.installedAs(module.installedAs()),
            module.namespace(),
            EventMapper.permissions(module),
            EventMapper.location(module),
            module.jobId(),
            module.since());
    return append(fact, module.tenantId(), module.module(), module.jobId(), origin);
  }

  @Override
  public Uni<Void> upgraded(InstalledModule module, String fromVersion, Origin origin) {
    TenantModuleUpgraded fact =
        new TenantModuleUpgraded(
            module.tenantId().value(),
            module.module().value(),
            module.version(),
            fromVersion,
            ModuleStatus.ACTIVE.name(),
            EventMapper.installedAs(module.installedAs()),
            module.namespace(),
            EventMapper.permissions(module),
            EventMapper.location(module),
            module.jobId(),
            module.since());
    return append(fact, module.tenantId(), module.module(), module.jobId(), origin);
  }

  @Override
  public Uni<Void> failed(Job job, Origin origin) {
    JobProblem problem = job.problem().orElseThrow();
    TenantModuleFailed fact =
        new TenantModuleFailed(
            job.tenantId().value(),
            job.module().value(),
            ModuleStatus.FAILED.name(),
            problem.code(),
            problem.detail(),
            job.id(),
            job.endedAt().orElseThrow());
    return append(fact, job.tenantId(), job.module(), job.id(), origin);
  }

  private Uni<Void> append(
      SpecificRecordBase fact, TenantId tenant, ModuleName module, UUID jobId, Origin origin) {
    String key = tenant + "/" + module;
    return outbox.append(fact, key, key, jobId.toString(), origin);
  }
}
