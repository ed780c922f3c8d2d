package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.port.JobEvents;
import io.tenantry.tenantmodule.application.port.ModuleFacts;
import io.tenantry.tenantmodule.application.port.TenantModules;
import io.tenantry.tenantmodule.domain.InvalidValue;
import io.tenantry.tenantmodule.domain.job.Decision.Transition;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobEffect;
import io.tenantry.tenantmodule.domain.job.JobEvent;
import io.tenantry.tenantmodule.domain.job.PlanAction;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.module.DataLocation;
import io.tenantry.tenantmodule.domain.module.InstalledModule;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Notes that the installer has done everything; the modules are active from now on. */
public final class NoteCompletion {

  private final JobReaction reaction;
  private final TenantModules modules;
  private final JobLog log;
  private final JobQueue queue;
  private final JobEvents events;
  private final ModuleFacts facts;
  private final Clock clock;

  public NoteCompletion(
      JobReaction reaction,
      TenantModules modules,
      JobLog log,
      JobQueue queue,
      JobEvents events,
      ModuleFacts facts,
      Clock clock) {
    this.reaction = reaction;
    this.modules = modules;
    this.log = log;
    this.queue = queue;
    this.events = events;
    this.facts = facts;
    this.clock = clock;
  }

  /**
   * Takes where each module's data lives.
   *
   * @return fails with {@link InvalidValue} when that is not said of a module of the plan
   */
  public Uni<Void> onCompleted(SagaEvent cause, Map<ModuleName, DataLocation> locations) {
    return reaction.to(
        cause,
        JobEvent.COMPLETED,
        (tenant, job, transition) -> complete(tenant, job, transition, locations, cause.origin()));
  }

  private Uni<Void> complete(
      Tenant tenant,
      Job job,
      Transition transition,
      Map<ModuleName, DataLocation> locations,
      Origin origin) {
    Instant now = clock.instant();
    Job succeeded = job.moving(transition, now);
    return log.moved(succeeded, transition, now, origin)
        .chain(() -> modules.of(tenant.id()))
        .chain(before -> save(job, new JobEffect(job, before), locations, now, origin))
        .chain(() -> events.ended(succeeded, now, origin))
        .chain(() -> queue.advance(tenant, origin));
  }

  private Uni<Void> save(
      Job job,
      JobEffect effect,
      Map<ModuleName, DataLocation> locations,
      Instant now,
      Origin origin) {
    Uni<Void> work = Uni.createFrom().voidItem();
    for (PlannedModule planned : job.plan()) {
      InstalledModule installed = effect.after(planned, location(planned, locations), now);
      work =
          work.chain(() -> modules.save(installed)).chain(() -> tell(planned, installed, origin));
    }
    return work;
  }

  private Uni<Void> tell(PlannedModule planned, InstalledModule installed, Origin origin) {
    return planned.action() == PlanAction.UPGRADE
        ? facts.upgraded(installed, planned.fromVersion().orElseThrow(), origin)
        : facts.activated(installed, origin);
  }

  private static DataLocation location(
      PlannedModule planned, Map<ModuleName, DataLocation> locations) {
    return Optional.ofNullable(locations.get(planned.module()))
        .orElseThrow(
            () -> new InvalidValue("it is not said where the data of " + planned.module() + " is"));
  }
}
