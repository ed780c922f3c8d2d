package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.port.ModuleFacts;
import io.tenantry.tenantmodule.application.port.TenantModules;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobKind;
import io.tenantry.tenantmodule.domain.job.PlanAction;
import io.tenantry.tenantmodule.domain.job.PlannedModule;

/** Tells everybody what has come of modules whose job failed. */
public final class FailureNews {

  private final TenantModules modules;
  private final ModuleFacts facts;

  public FailureNews(TenantModules modules, ModuleFacts facts) {
    this.modules = modules;
    this.facts = facts;
  }

  /**
   * After a plan was undone. What it did not install the tenant had already, and has again;
   * everybody was told of what it was to remove, and nothing is read for the rest, because a
   * request has a budget of statements.
   */
  Uni<Void> tellOfUndone(Job ended, Origin origin) {
    Uni<Void> failed =
        ended.plan().stream().anyMatch(one -> isNewOf(ended, one))
            ? facts.failed(ended, origin)
            : Uni.createFrom().voidItem();
    return ended.removed().isEmpty() ? failed : failed.chain(() -> tellOfStaying(ended, origin));
  }

  private Uni<Void> tellOfStaying(Job ended, Origin origin) {
    return modules
        .of(ended.tenantId())
        .map(all -> all.stream().filter(one -> ended.removed().contains(one.module())).toList())
        .chain(staying -> facts.stillActive(staying, ended, origin));
  }

  /**
   * Before a plan was made. A module that came meanwhile, as a dependency, has not failed, and what
   * was not to be installed never does.
   */
  Uni<Void> tellOfRefused(Job ended, Origin origin) {
    if (ended.kind() != JobKind.INSTALL) {
      return Uni.createFrom().voidItem();
    }
    return modules
        .of(ended.tenantId())
        .map(all -> all.stream().anyMatch(one -> one.module().equals(ended.module())))
        .chain(installed -> installed ? Uni.createFrom().voidItem() : facts.failed(ended, origin));
  }

  private static boolean isNewOf(Job job, PlannedModule planned) {
    return planned.module().equals(job.module()) && planned.action() == PlanAction.INSTALL;
  }
}
