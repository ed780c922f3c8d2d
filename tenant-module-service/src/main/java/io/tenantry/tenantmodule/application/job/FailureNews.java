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

  /**
   * After a plan was undone. What it had left out the tenant had already, as somebody's dependency,
   * and that has not failed; nothing is read for it, because a request has a budget of statements.
   */
  Uni<Void> tellOfUndone(Job ended, Origin origin) {
    boolean planned = ended.plan().stream().anyMatch(one -> one.module().equals(ended.module()));
    return planned ? facts.failed(ended, origin) : Uni.createFrom().voidItem();
  }

  /** Before a plan was made. A module that came meanwhile, as a dependency, has not failed. */
  Uni<Void> tellOfRefused(Job ended, Origin origin) {
    return modules
        .of(ended.tenantId())
        .map(all -> all.stream().anyMatch(one -> one.module().equals(ended.module())))
        .chain(installed -> installed ? Uni.createFrom().voidItem() : facts.failed(ended, origin));
  }
}
