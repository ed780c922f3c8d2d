package io.tenantry.tenantmodule.application;

import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import io.tenantry.contracts.Topics;
import io.tenantry.messaging.event.ReceivedEvent;
import io.tenantry.messaging.intake.EventRoutes;
import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.tenantmodule.adapter.in.kafka.ConsumedEvents;
import io.tenantry.tenantmodule.adapter.out.messaging.PublishedEvents;
import io.tenantry.tenantmodule.application.job.JobCommand;
import io.tenantry.tenantmodule.application.tenant.RegisterTenant;
import io.tenantry.tenantmodule.domain.job.DataChoice;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobKind;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.job.Resolution;
import io.tenantry.tenantmodule.domain.keptdata.KeptData;
import io.tenantry.tenantmodule.domain.keptdata.KeptDataStatus;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.subscription.Subscription;
import io.tenantry.tenantmodule.domain.tenant.Isolation;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import io.tenantry.testkit.simulation.Delivery;
import io.tenantry.testkit.simulation.Move;
import io.tenantry.testkit.simulation.Outgoing;
import io.tenantry.testkit.simulation.Participant;
import io.tenantry.testkit.simulation.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecordBase;

/** tenant-module-service in a simulated saga: its reactions on stores in memory. */
public final class SimulatedTenantModule implements Participant {

  private static final int SWEEP = 10;

  /** No two jobs of a tenant end at the same time. */
  private static final Duration TICK = Duration.ofMillis(1);

  private final Service service;
  private final RegisterTenant registerTenant;
  private final EventRoutes plans;
  private final EventRoutes installations;
  private final Outgoing outgoing;
  private final World world;

  public SimulatedTenantModule(World world) {
    this.world = world;
    outgoing = new Outgoing(world, name());
    Outbox outbox =
        event ->
            Uni.createFrom()
                .voidItem()
                .invoke(() -> outgoing.append(event.key(), event.payload(), event.causationId()));
    service =
        new Service(
            told -> PublishedEvents.aboutJobs(outbox),
            told -> PublishedEvents.aboutModules(outbox),
            told -> PublishedEvents.aboutKeptData(outbox));
    service.transactions.include(outgoing::remember);
    registerTenant =
        new RegisterTenant(
            service.tenants,
            PublishedEvents.aboutTenants(outbox),
            service.told,
            service.transactions,
            service.clock);
    plans = ConsumedEvents.ofTheRegistry(service.approvePlan);
    installations =
        ConsumedEvents.ofTheInstaller(
            service.noteProvisioning,
            service.noteProgress,
            service.noteCompletion,
            service.noteFailure,
            service.notePurge);
  }

  @Override
  public String name() {
    return "tenant-module";
  }

  @Override
  public Set<String> topics() {
    return Set.of(Topics.REGISTRY_SAGA, Topics.INSTALLER_SAGA);
  }

  @Override
  public Outgoing outgoing() {
    return outgoing;
  }

  @Override
  public void take(Delivery event) {
    service.clock.advance(TICK);
    ReceivedEvent<SpecificRecordBase> received =
        new ReceivedEvent<>(event.id(), event.source(), event.payload(), Optional.empty());
    boolean plan = event.type().topic().equals(Topics.REGISTRY_SAGA);
    Service.done((plan ? plans : installations).take(received));
  }

  @Override
  public List<Move> moves() {
    return isSomethingToSweep() ? List.of(new Move("sweep", SWEEP, this::sweep)) : List.of();
  }

  private boolean isSomethingToSweep() {
    return service.jobs.jobs.values().stream()
            .anyMatch(
                job -> job.isDue(service.clock.instant()) || hasItsTurn(job) || waitsInVain(job))
        || service.keptData.data.values().stream().anyMatch(this::isOverdue);
  }

  private boolean isOverdue(KeptData data) {
    return service.keptData.statusOf(data.id()) == KeptDataStatus.KEPT
        && !data.purgeAfter().isAfter(service.clock.instant())
        && !isSuspended(data.tenantId());
  }

  private boolean waitsInVain(Job job) {
    return job.state() == JobState.PENDING && isSuspended(job.tenantId());
  }

  private boolean isSuspended(TenantId tenant) {
    return service.tenants.get(tenant).isSuspended();
  }

  private boolean hasItsTurn(Job job) {
    return job.state() == JobState.PENDING
        && service.tenants.get(job.tenantId()).runsJobs()
        && service.jobs.jobs.values().stream()
            .noneMatch(
                other -> other.tenantId().equals(job.tenantId()) && other.state().holdsTheTenant());
  }

  private void sweep() {
    world.note("tenant-module sweeps");
    try {
      service.sweep();
      Service.done(service.sweepKeptData.sweep());
    } catch (CompositeException | World.Outage e) {
      // a sweep goes on with the others when one fails, and says so at its end
      world.note("the sweep could not do everything");
    }
  }

  /** A customer comes. */
  public void registers(String tenant) {
    world.note("%s is registered", tenant);
    Service.done(
        registerTenant.handle(
            new RegisterTenant.Command(new TenantId(tenant), tenant, Isolation.DATABASE),
            Service.OPERATOR));
  }

  public void isSuspended(String tenant) {
    world.note("%s is suspended: %s", tenant, service.suspend(new TenantId(tenant), "Unpaid."));
  }

  public void isResumed(String tenant) {
    world.note("%s is resumed: %s", tenant, service.resume(new TenantId(tenant)));
  }

  /** The tenant's plan allows only the modules that need nothing else than those features. */
  public void hasPaidFor(String tenant, Set<String> features) {
    service.subscriptions.has(
        new Subscription(new TenantId(tenant), "small", false, Set.of(), features));
  }

  public void isAskedFor(String tenant, String module, String range) {
    world.note("%s asks for %s %s", tenant, module, range);
    service.request(
        new JobCommand(
            new TenantId(tenant),
            JobKind.INSTALL,
            new ModuleName(module),
            Optional.of(range),
            Optional.of("{}"),
            false));
  }

  public void isAskedToUpgrade(String tenant, String module, String range) {
    world.note("%s asks for %s of %s", tenant, range, module);
    service.upgrade(new TenantId(tenant), module, range);
  }

  /** Its data is kept or purged; dependencies that nobody needs any more may go with it. */
  public void isAskedToUninstall(
      String tenant, String module, boolean purge, boolean removeUnused) {
    DataChoice data = purge ? DataChoice.PURGE : DataChoice.KEEP;
    world.note("%s removes %s, %s", tenant, module, data);
    service.uninstall(new TenantId(tenant), module, data, removeUnused);
  }

  /** The module of the kept data is installed with it. */
  public void isAskedToRestore(UUID keptData) {
    KeptData data = service.keptData.data.get(keptData);
    world.note("%s restores %s", data.tenantId(), data.module());
    service.restore(data.tenantId(), data.module().value(), keptData);
  }

  public void isAskedToPurge(UUID keptData) {
    KeptData data = service.keptData.data.get(keptData);
    world.note("%s purges %s of %s", data.tenantId(), keptData, data.module());
    service.purge(data.tenantId(), keptData);
  }

  public void isAskedToCancel(UUID job) {
    world.note("%s is cancelled: %s", job, service.cancel(job(job)));
  }

  public void isAskedToRetry(UUID job) {
    world.note("%s is tried again", job);
    service.retry(job(job));
  }

  public void isToldToUndoAgain(UUID job) {
    world.note("%s is undone again", job);
    service.resolve(job(job), new Resolution.UndoAgain());
  }

  public void isToldOfCleanUp(UUID job) {
    world.note("%s is declared clean", job);
    service.resolve(job(job), new Resolution.CleanedUp("dropped by hand"));
  }

  public void timePasses(Duration time) {
    world.note("%s pass", time);
    service.clock.advance(time);
  }

  /** All jobs, oldest first. */
  public List<JobNow> jobs() {
    return service.jobs.jobs.values().stream().map(JobNow::of).toList();
  }

  /** Active modules with their versions, by {@code tenant/module}. */
  public Map<String, String> activeModules() {
    Map<String, String> active = new TreeMap<>();
    service.modules.modules.forEach((module, one) -> active.put(module, one.version()));
    return active;
  }

  /** Kept data, oldest first. */
  public List<KeptDataNow> keptData() {
    return service.keptData.data.values().stream()
        .map(
            one ->
                new KeptDataNow(
                    one.id(),
                    one.tenantId().value(),
                    one.module().value(),
                    one.version(),
                    service.keptData.statusOf(one.id()).name()))
        .toList();
  }

  /** Events that changed nothing, each with the reason. */
  public List<String> ignoredEvents() {
    return service.told.ignored;
  }

  private Job job(UUID id) {
    return service.jobs.jobs.get(id);
  }

  /** How kept data is: KEPT, RESTORING or PURGING. */
  public record KeptDataNow(UUID id, String tenant, String module, String version, String status) {}

  /** How a job is. */
  public record JobNow(
      UUID id,
      String tenant,
      String module,
      String state,
      boolean isFinal,
      boolean holdsTheTenant,
      String problem) {

    private static JobNow of(Job job) {
      return new JobNow(
          job.id(),
          job.tenantId().value(),
          job.module().value(),
          job.state().name(),
          job.state().isFinal(),
          job.state().holdsTheTenant(),
          job.problem().map(JobProblem::code).orElse("no problem"));
    }
  }
}
