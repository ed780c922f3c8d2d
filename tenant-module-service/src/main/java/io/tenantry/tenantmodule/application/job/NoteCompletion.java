package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.port.JobEvents;
import io.tenantry.tenantmodule.application.port.ModuleFacts;
import io.tenantry.tenantmodule.application.port.TenantModules;
import io.tenantry.tenantmodule.domain.InvalidValue;
import io.tenantry.tenantmodule.domain.job.DataChoice;
import io.tenantry.tenantmodule.domain.job.Decision.Transition;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobEffect;
import io.tenantry.tenantmodule.domain.job.JobEvent;
import io.tenantry.tenantmodule.domain.job.JobResults;
import io.tenantry.tenantmodule.domain.job.PlanAction;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.module.InstalledModule;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Notes that the installer has done everything; the modules are active from now on, or gone. */
public final class NoteCompletion {

  private final JobReaction reaction;
  private final TenantModules modules;
  private final JobLog log;
  private final JobQueue queue;
  private final JobEvents events;
  private final ModuleFacts facts;
  private final LeftData leftData;
  private final Clock clock;

  public NoteCompletion(
      JobReaction reaction,
      TenantModules modules,
      JobLog log,
      JobQueue queue,
      JobEvents events,
      ModuleFacts facts,
      LeftData leftData,
      Clock clock) {
    this.reaction = reaction;
    this.modules = modules;
    this.log = log;
    this.queue = queue;
    this.events = events;
    this.facts = facts;
    this.leftData = leftData;
    this.clock = clock;
  }

  /**
   * Takes what the installer tells of the modules.
   *
   * @return fails with {@link InvalidValue} when it is not said where the data of a module is
   */
  public Uni<Void> onCompleted(SagaEvent cause, JobResults results) {
    return reaction.to(
        cause,
        JobEvent.COMPLETED,
        (tenant, job, transition) -> complete(tenant, job, transition, results, cause.origin()));
  }

  private Uni<Void> complete(
      Tenant tenant, Job job, Transition transition, JobResults results, Origin origin) {
    Instant now = clock.instant();
    Job succeeded = job.moving(transition, now);
    return log.moved(succeeded, transition, now, origin)
        .chain(() -> modules.of(tenant.id()))
        .chain(before -> apply(succeeded, new JobEffect(job, before), results, now, origin))
        .chain(() -> events.ended(succeeded, now, origin))
        .chain(() -> leftData.sort(succeeded, results, now, origin))
        .chain(() -> queue.advance(tenant, origin));
  }

  private Uni<Void> apply(
      Job job, JobEffect effect, JobResults results, Instant now, Origin origin) {
    Uni<Void> work = Uni.createFrom().voidItem();
    for (PlannedModule planned : job.plan()) {
      work =
          work.chain(
              () ->
                  planned.isRemoval()
                      ? remove(job, planned, effect, results, now, origin)
                      : save(planned, effect, results, now, origin));
    }
    return work;
  }

  private Uni<Void> save(
      PlannedModule planned, JobEffect effect, JobResults results, Instant now, Origin origin) {
    InstalledModule installed = effect.after(planned, results.locationOf(planned.module()), now);
    return modules.save(installed).chain(() -> tell(planned, installed, origin));
  }

  private Uni<Void> remove(
      Job job,
      PlannedModule planned,
      JobEffect effect,
      JobResults results,
      Instant now,
      Origin origin) {
    InstalledModule removed = effect.before(planned).orElseThrow();
    Optional<UUID> kept =
        results
            .keptDataOf(planned.module())
            .filter(data -> job.options().data() == DataChoice.KEEP);
    return modules.remove(removed).chain(() -> facts.deactivated(removed, job, kept, now, origin));
  }

  private Uni<Void> tell(PlannedModule planned, InstalledModule installed, Origin origin) {
    return planned.action() == PlanAction.UPGRADE
        ? facts.upgraded(installed, planned.fromVersion().orElseThrow(), origin)
        : facts.activated(installed, origin);
  }
}
