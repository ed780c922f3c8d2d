package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.port.ModuleFacts;
import io.tenantry.tenantmodule.application.port.TenantModules;
import io.tenantry.tenantmodule.domain.job.Job;

/** Tells everybody that a module could not be installed. */
public final class FailureNews {

  private final TenantModules modules;
  private final ModuleFacts facts;

  public FailureNews(TenantModules modules, ModuleFacts facts) {
    this.modules = modules;
    this.facts = facts;
  }

  /** A module that came meanwhile, as somebody's dependency, has not failed. */
  Uni<Void> tell(Job ended, Origin origin) {
    return modules
        .of(ended.tenantId())
        .map(all -> all.stream().anyMatch(one -> one.module().equals(ended.module())))
        .chain(installed -> installed ? Uni.createFrom().voidItem() : facts.failed(ended, origin));
  }
}
