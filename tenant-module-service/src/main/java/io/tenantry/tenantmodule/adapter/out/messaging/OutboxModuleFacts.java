package io.tenantry.tenantmodule.adapter.out.messaging;

import io.smallrye.mutiny.Uni;
import io.tenantry.contracts.Topics;
import io.tenantry.contracts.module.TenantModuleActivated;
import io.tenantry.contracts.module.TenantModuleDeactivated;
import io.tenantry.contracts.module.TenantModuleDeactivating;
import io.tenantry.contracts.module.TenantModuleFailed;
import io.tenantry.contracts.module.TenantModuleUpgraded;
import io.tenantry.messaging.event.OutgoingEvent;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.port.ModuleFacts;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.module.InstalledModule;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.module.ModuleStatus;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecordBase;

/** Public facts about tenants' modules, through the outbox; their key is tenant and module. */
@ApplicationScoped
class OutboxModuleFacts implements ModuleFacts {

  private static final String UNINSTALLED = "UNINSTALLED";

  private final SagaOutbox outbox;

  OutboxModuleFacts(SagaOutbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public Uni<Void> activated(InstalledModule module, Origin origin) {
    return append(fact(module), module.tenantId(), module.module(), module.jobId(), origin);
  }

  @Override
  public Uni<Void> stillActive(List<InstalledModule> modules, Job job, Origin origin) {
    return outbox.append(
        modules.stream()
            .map(
                module ->
                    outgoing(fact(module), module.tenantId(), module.module(), job.id(), origin))
            .toList());
  }

  private static TenantModuleActivated fact(InstalledModule module) {
    return new TenantModuleActivated(
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
  }

  @Override
  public Uni<Void> deactivating(InstalledModule module, Job job, Instant now, Origin origin) {
    TenantModuleDeactivating fact =
        new TenantModuleDeactivating(
            module.tenantId().value(),
            module.module().value(),
            module.version(),
            ModuleStatus.UNINSTALLING.name(),
            EventMapper.installedAs(module.installedAs()),
            module.namespace(),
            EventMapper.permissions(module),
            EventMapper.location(module),
            job.id(),
            now);
    return append(fact, module.tenantId(), module.module(), job.id(), origin);
  }

  @Override
  public Uni<Void> deactivated(
      InstalledModule module, Job job, Optional<UUID> keptData, Instant now, Origin origin) {
    TenantModuleDeactivated fact =
        new TenantModuleDeactivated(
            module.tenantId().value(),
            module.module().value(),
            module.version(),
            UNINSTALLED,
            keptData.orElse(null),
            job.id(),
            now);
    String key = key(module.tenantId(), module.module());
    return append(fact, module.tenantId(), module.module(), job.id(), origin)
        .chain(() -> outbox.forget(Topics.TENANT_MODULES, key, job.id().toString(), origin));
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
    String key = key(tenant, module);
    return outbox.append(fact, key, key, jobId.toString(), origin);
  }

  private static OutgoingEvent outgoing(
      SpecificRecordBase fact, TenantId tenant, ModuleName module, UUID jobId, Origin origin) {
    String key = key(tenant, module);
    return SagaOutbox.outgoing(fact, key, key, jobId.toString(), origin);
  }

  private static String key(TenantId tenant, ModuleName module) {
    return tenant + "/" + module;
  }
}
