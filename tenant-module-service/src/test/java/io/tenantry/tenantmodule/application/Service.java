package io.tenantry.tenantmodule.application;

import static io.tenantry.tenantmodule.domain.Fixtures.ACME;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.job.ApprovePlan;
import io.tenantry.tenantmodule.application.job.CancelJob;
import io.tenantry.tenantmodule.application.job.CheckPlans;
import io.tenantry.tenantmodule.application.job.FailureNews;
import io.tenantry.tenantmodule.application.job.FindJobs;
import io.tenantry.tenantmodule.application.job.JobChange;
import io.tenantry.tenantmodule.application.job.JobCommand;
import io.tenantry.tenantmodule.application.job.JobDeadlines;
import io.tenantry.tenantmodule.application.job.JobLog;
import io.tenantry.tenantmodule.application.job.JobQueue;
import io.tenantry.tenantmodule.application.job.JobReaction;
import io.tenantry.tenantmodule.application.job.JobRefusal;
import io.tenantry.tenantmodule.application.job.JobStop;
import io.tenantry.tenantmodule.application.job.LeftData;
import io.tenantry.tenantmodule.application.job.NoteCompletion;
import io.tenantry.tenantmodule.application.job.NoteFailure;
import io.tenantry.tenantmodule.application.job.NoteProgress;
import io.tenantry.tenantmodule.application.job.PlanCheck;
import io.tenantry.tenantmodule.application.job.QueueClosing;
import io.tenantry.tenantmodule.application.job.RequestJob;
import io.tenantry.tenantmodule.application.job.RequestOutcome;
import io.tenantry.tenantmodule.application.job.ResolveJob;
import io.tenantry.tenantmodule.application.job.RetryJob;
import io.tenantry.tenantmodule.application.job.RetryOutcome;
import io.tenantry.tenantmodule.application.job.SagaEvent;
import io.tenantry.tenantmodule.application.job.SweepJobs;
import io.tenantry.tenantmodule.application.keptdata.NotePurge;
import io.tenantry.tenantmodule.application.keptdata.PurgeKeptData;
import io.tenantry.tenantmodule.application.keptdata.SweepKeptData;
import io.tenantry.tenantmodule.application.port.JobEvents;
import io.tenantry.tenantmodule.application.port.KeptDataEvents;
import io.tenantry.tenantmodule.application.port.ModuleFacts;
import io.tenantry.tenantmodule.application.port.Subscriptions;
import io.tenantry.tenantmodule.application.subscription.EmbeddedSubscriptions;
import io.tenantry.tenantmodule.application.subscription.FallbackRule;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer;
import io.tenantry.tenantmodule.application.subscription.SubscriptionFallback;
import io.tenantry.tenantmodule.application.subscription.SubscriptionsElsewhere;
import io.tenantry.tenantmodule.application.tenant.ChangeSuspension;
import io.tenantry.tenantmodule.application.tenant.NoteProvisioning;
import io.tenantry.tenantmodule.application.tenant.SuspensionOutcome;
import io.tenantry.tenantmodule.domain.Fixtures;
import io.tenantry.tenantmodule.domain.ModuleInPlan;
import io.tenantry.tenantmodule.domain.job.DataChoice;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobKind;
import io.tenantry.tenantmodule.domain.job.JobOptions;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.JobResults;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.job.Resolution;
import io.tenantry.tenantmodule.domain.job.Undo;
import io.tenantry.tenantmodule.domain.module.DataLocation;
import io.tenantry.tenantmodule.domain.module.InstalledAs;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** The handlers of jobs on ports in memory, and what tests say to them. */
final class Service {

  static final Duration TIME_FOR_A_JOB = Duration.ofHours(1);
  static final Origin OPERATOR =
      new Origin("root@tenantry.example", "192.0.2.1", Optional.empty(), Optional.empty());
  static final Duration TIME_FOR_AN_UNDO = Duration.ofHours(2);
  static final Duration TIME_UNTIL_ASKED_AGAIN = Duration.ofSeconds(5);
  static final Duration TIME_OF_A_CLAIM = Duration.ofMinutes(1);
  static final Duration FALLBACK_AGE = Duration.ofDays(1);
  static final Duration RETENTION = Duration.ofDays(30);
  static final int JOBS_PER_SWEEP = 2;
  static final Origin USER =
      new Origin("ada@acme.example", "192.0.2.7", Optional.empty(), Optional.of("00-trace"));

  final SettableClock clock = new SettableClock();
  final InMemoryTransactions transactions = new InMemoryTransactions();
  final InMemoryJobs jobs = new InMemoryJobs(transactions);
  final InMemoryTenants tenants = new InMemoryTenants(transactions, jobs.jobs);
  final InMemoryModules modules = new InMemoryModules(transactions);
  final InMemorySubscriptions subscriptions = new InMemorySubscriptions(transactions);
  final InMemoryKeptData keptData =
      new InMemoryKeptData(transactions, jobs.jobs, id -> tenants.get(id).isSuspended());
  final InMemoryPlanChecks checks = new InMemoryPlanChecks(transactions, jobs.jobs);
  final Told told = new Told(transactions);

  /** What the subscription service says when it is asked. */
  SubscriptionAnswer answer = new SubscriptionAnswer.Allowed();

  /** What happens while it is asked. */
  Runnable meanwhile = () -> {};

  /** What holds while it does not answer. */
  FallbackRule.Policy fallback = FallbackRule.Policy.WAIT;

  private Subscriptions asked = new EmbeddedSubscriptions(subscriptions, modules, transactions);

  final JobQueue queue;
  final NoteProvisioning noteProvisioning;
  final NoteProgress noteProgress = new NoteProgress(jobs, transactions);
  final FindJobs findJobs = new FindJobs(jobs, transactions);
  final ApprovePlan approvePlan;
  final CheckPlans checkPlans;
  final NoteCompletion noteCompletion;
  final NoteFailure noteFailure;
  final CancelJob cancelJob;
  final SweepJobs sweepJobs;
  final ResolveJob resolveJob;
  final RetryJob retryJob;
  final RequestJob requestJob;
  final PurgeKeptData purgeKeptData;
  final SweepKeptData sweepKeptData;
  final ChangeSuspension changeSuspension =
      new ChangeSuspension(tenants, told, transactions, clock);
  final NotePurge notePurge = new NotePurge(tenants, keptData, told, told, transactions);
  private final AtomicLong lastId = new AtomicLong();

  Service() {
    this(told -> told, told -> told, told -> told);
  }

  /** Tells its events by others than {@link Told}. */
  Service(
      Function<Told, JobEvents> eventsBy,
      Function<Told, ModuleFacts> factsBy,
      Function<Told, KeptDataEvents> keptDataEventsBy) {
    KeptDataEvents keptDataEvents = keptDataEventsBy.apply(told);
    JobEvents events = eventsBy.apply(told);
    ModuleFacts facts = factsBy.apply(told);
    queue = new JobQueue(jobs, modules, events, told, clock, TIME_FOR_A_JOB);
    JobReaction reaction = new JobReaction(tenants, jobs, told, transactions);
    JobChange change = new JobChange(tenants, jobs, transactions);
    JobLog log = new JobLog(jobs, told);
    FailureNews news = new FailureNews(modules, facts);
    JobRefusal refusal = new JobRefusal(log, queue, events, news, clock);
    QueueClosing closing = new QueueClosing(jobs, refusal);
    noteProvisioning = new NoteProvisioning(tenants, queue, closing, told, transactions);
    approvePlan =
        new ApprovePlan(
            reaction,
            change,
            refusal,
            new PlanCheck(
                (tenant, plan) -> asked.answer(tenant, plan), Inputs::violations, Inputs::isNewer),
            checks,
            modules,
            log,
            events,
            facts,
            clock);
    noteCompletion =
        new NoteCompletion(
            reaction,
            modules,
            log,
            queue,
            events,
            facts,
            new LeftData(keptData, keptDataEvents, told, RETENTION),
            clock);
    checkPlans =
        new CheckPlans(
            checks,
            (id, tenant, plan) ->
                new SubscriptionFallback(
                        (one, of, what) -> Uni.createFrom().item(this::answers),
                        checks,
                        transactions,
                        clock,
                        new FallbackRule(fallback, FALLBACK_AGE))
                    .ask(id, tenant, plan),
            approvePlan,
            transactions,
            clock,
            new CheckPlans.Pace(JOBS_PER_SWEEP, TIME_OF_A_CLAIM, TIME_UNTIL_ASKED_AGAIN));
    purgeKeptData = new PurgeKeptData(tenants, keptData, keptDataEvents, told, transactions, clock);
    sweepKeptData = new SweepKeptData(keptData, purgeKeptData, transactions, clock, JOBS_PER_SWEEP);
    noteFailure = new NoteFailure(reaction, log, queue, events, news, clock, TIME_FOR_AN_UNDO);
    JobStop stop = new JobStop(log, events, clock);
    cancelJob = new CancelJob(change, refusal, stop, log);
    resolveJob = new ResolveJob(change, log, events, news, clock, TIME_FOR_AN_UNDO);
    JobDeadlines deadlines = new JobDeadlines(change, refusal, stop, log, clock);
    sweepJobs =
        new SweepJobs(
            tenants, jobs, deadlines, queue, closing, transactions, clock, JOBS_PER_SWEEP);
    requestJob =
        new RequestJob(
            tenants,
            jobs,
            modules,
            keptData,
            queue,
            events,
            told,
            Inputs::checkRange,
            transactions,
            clock,
            () -> new UUID(0, lastId.incrementAndGet()),
            Fixtures.TIME_IN_QUEUE);
    retryJob = new RetryJob(change, requestJob, log);
  }

  /** From now on a service elsewhere knows what tenants have subscribed to, and says that. */
  void subscriptionsAreElsewhere(SubscriptionAnswer saying) {
    asked = new SubscriptionsElsewhere();
    answer = saying;
  }

  private SubscriptionAnswer answers() {
    meanwhile.run();
    return answer;
  }

  /** Asks for a module in any version, as {@link #USER}. */
  RequestOutcome request(TenantId tenant, String module) {
    return request(
        new JobCommand(
            tenant,
            JobKind.INSTALL,
            new ModuleName(module),
            Optional.empty(),
            Optional.of("{\"a\":1}"),
            false));
  }

  /** Asks for another version of a module that the tenant has, as {@link #USER}. */
  RequestOutcome upgrade(TenantId tenant, String module, String range) {
    return request(
        new JobCommand(
            tenant,
            JobKind.UPGRADE,
            new ModuleName(module),
            Optional.of(range),
            Optional.empty(),
            false));
  }

  /** Asks to remove a module that the tenant has, as {@link #USER}. */
  RequestOutcome uninstall(TenantId tenant, String module, DataChoice data, boolean removeUnused) {
    return request(
        JobCommand.uninstall(
            tenant, new ModuleName(module), JobOptions.removing(data, removeUnused)));
  }

  /** Asks for a module that begins with what an earlier one has left, as {@link #USER}. */
  RequestOutcome restore(TenantId tenant, String module, UUID keptDataId) {
    return request(
        new JobCommand(
                tenant,
                JobKind.INSTALL,
                new ModuleName(module),
                Optional.empty(),
                Optional.empty(),
                false)
            .restoring(keptDataId));
  }

  /** Wants kept data destroyed, as {@link #USER}; answers what comes of it. */
  String purge(TenantId tenant, UUID id) {
    return done(purgeKeptData.handle(tenant, id, USER))
        .fold(
            data -> data.status().name(),
            data -> "refused: " + data.status(),
            suspended -> "refused: suspended",
            () -> "no such tenant",
            () -> "no such data");
  }

  /** Suspends it as {@link #OPERATOR}; answers whether something changed. */
  String suspend(TenantId tenant, String reason) {
    return told(done(changeSuspension.suspend(tenant, reason, OPERATOR)));
  }

  /** Resumes it as {@link #OPERATOR}; answers whether something changed. */
  String resume(TenantId tenant) {
    return told(done(changeSuspension.resume(tenant, OPERATOR)));
  }

  private static String told(SuspensionOutcome outcome) {
    return outcome.fold(now -> "changed", now -> "same as before", () -> "no such tenant");
  }

  /** The installer has destroyed it. */
  void purged(TenantId tenant, UUID id) {
    UUID event = UUID.randomUUID();
    done(notePurge.onPurged(event, tenant, id, causedBy(event)));
  }

  RequestOutcome request(JobCommand command) {
    return done(requestJob.handle(command, USER));
  }

  /** A job for {@link Fixtures#ACME} that is accepted. */
  Job accepted(String module) {
    return ((RequestOutcome.Accepted) request(ACME, module)).job();
  }

  /** An upgrade for {@link Fixtures#ACME}, which has the module, that is accepted. */
  Job acceptedUpgrade(String module, String range) {
    return ((RequestOutcome.Accepted) upgrade(ACME, module, range)).job();
  }

  /** An uninstallation for {@link Fixtures#ACME}, which has the module, that is accepted. */
  Job acceptedUninstall(String module, DataChoice data) {
    return ((RequestOutcome.Accepted) uninstall(ACME, module, data, false)).job();
  }

  /** A job whose plan, of that module alone, is approved. */
  Job running(String module) {
    Job job = accepted(module);
    reserve(job, ModuleInPlan.module(module).planned());
    return now(job);
  }

  /** Cancels it as a user of its tenant; answers the job's state, or that it was too late. */
  String cancel(Job job) {
    return done(cancelJob.handle(job.id(), Scope.of(job.tenantId()), USER))
        .map(outcome -> outcome.fold(now -> now.state().name(), now -> "too late: " + now.state()))
        .orElse("no such job");
  }

  /** Sweeps after that time. */
  void sweepAfter(Duration time) {
    clock.advance(time);
    sweep();
  }

  void sweep() {
    done(sweepJobs.sweep());
  }

  /** A step fails and the undo begins. */
  void fail(Job job) {
    done(noteFailure.onFailed(eventAbout(job), Fixtures.failedScript()));
  }

  /** The undo fails; one step of two is left. */
  void failToRollBack(Job job) {
    failToRollBack(job, LeftOver.SEQUENCE);
  }

  /** The same, told with that number. */
  void failToRollBack(Job job, long sequence) {
    Undo report = LeftOver.reported(sequence);
    done(noteFailure.onRollbackFailed(eventAbout(job), LeftOver.PROBLEM, report));
  }

  /** Decides as {@link #OPERATOR}; answers the job's state, or that there is nothing to decide. */
  String resolve(Job job, Resolution resolution) {
    return done(resolveJob.handle(job.id(), Scope.PLATFORM, resolution, OPERATOR))
        .map(
            outcome ->
                outcome.fold(now -> now.state().name(), now -> "nothing to decide: " + now.state()))
        .orElse("no such job");
  }

  /** Tries it again as {@link #USER}. */
  RetryOutcome retry(Job job) {
    return done(retryJob.handle(job.id(), Scope.of(job.tenantId()), USER)).orElseThrow();
  }

  /** Everything is undone. */
  void rollBack(Job job) {
    done(noteFailure.onRolledBack(eventAbout(job), List.of()));
  }

  void reserve(Job job, PlannedModule... plan) {
    done(approvePlan.onPlanReserved(eventAbout(job), List.of(plan), List.of()));
  }

  /** The registry finds no plan. */
  void reject(Job job) {
    JobProblem reason = JobProblem.refusal("unknown-module", "There is no such module.");
    done(approvePlan.onPlanRejected(eventAbout(job), reason));
  }

  /** The installer has done everything that is in the plan. */
  void complete(Job job) {
    done(noteCompletion.onCompleted(eventAbout(job), results(now(job))));
  }

  Job now(Job job) {
    return jobs.jobs.get(job.id());
  }

  void hasInstalled(String module, InstalledAs installedAs) {
    modules.has(Fixtures.installed(new ModuleName(module), installedAs));
  }

  /** In version 1.0.0, asked for with those parameters. */
  void hasInstalled(String module, String parameters) {
    modules.has(Fixtures.installed(new ModuleName(module), InstalledAs.REQUESTED, parameters));
  }

  /** A new event about the job. */
  static SagaEvent eventAbout(Job job) {
    UUID id = UUID.randomUUID();
    return new SagaEvent(id, job.tenantId(), job.id(), causedBy(id));
  }

  static Origin causedBy(UUID event) {
    return new Origin("/tenantry/other", "event " + event, Optional.of(event), Optional.empty());
  }

  /** Every module has its place, and every removed one has left something. */
  static JobResults results(Job job) {
    Map<ModuleName, DataLocation> locations = new HashMap<>();
    Map<ModuleName, UUID> kept = new HashMap<>();
    for (PlannedModule planned : job.plan()) {
      if (planned.isRemoval()) {
        kept.put(planned.module(), UUID.randomUUID());
      } else {
        locations.put(planned.module(), Fixtures.locationOf(planned.module()));
      }
    }
    return new JobResults(locations, kept);
  }

  static <T> T done(Uni<T> work) {
    return work.await().atMost(Duration.ofSeconds(1));
  }
}
