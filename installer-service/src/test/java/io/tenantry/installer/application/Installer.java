package io.tenantry.installer.application;

import static io.tenantry.installer.domain.Fixtures.ACME;
import static io.tenantry.installer.domain.Fixtures.DATABASE;
import static io.tenantry.installer.domain.Fixtures.LANDLORD;
import static io.tenantry.installer.domain.Fixtures.packageOf;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.job.InterveneInJob;
import io.tenantry.installer.application.job.JobLedger;
import io.tenantry.installer.application.job.PerformJob;
import io.tenantry.installer.application.job.RepeatOutcome;
import io.tenantry.installer.application.job.StepTimes;
import io.tenantry.installer.application.job.StepWorks;
import io.tenantry.installer.application.job.TakeJob;
import io.tenantry.installer.application.job.UndoJob;
import io.tenantry.installer.application.kept.PurgeKeptData;
import io.tenantry.installer.application.kept.TakePurge;
import io.tenantry.installer.application.participant.AskParticipant;
import io.tenantry.installer.application.participant.TakeAnswer;
import io.tenantry.installer.application.port.Background;
import io.tenantry.installer.application.port.DatabaseChecks;
import io.tenantry.installer.application.port.JobEvents;
import io.tenantry.installer.application.port.Packages;
import io.tenantry.installer.application.port.ParticipantEvents;
import io.tenantry.installer.application.port.Provisioner;
import io.tenantry.installer.application.port.TenantEvents;
import io.tenantry.installer.application.tenant.ProvisionDatabase;
import io.tenantry.installer.application.tenant.TakeTenant;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.kept.KeptData;
import io.tenantry.installer.domain.kept.PurgeOrder;
import io.tenantry.installer.domain.participant.Answer;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.ModulePackage;
import io.tenantry.installer.domain.plan.PlanItem;
import io.tenantry.installer.domain.plan.RequiredExtension;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.JobRef;
import io.tenantry.installer.domain.task.Stop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** The use cases on ports in memory, and one worker that does what it is told. */
final class Installer {

  static final int MOST_ATTEMPTS = 4;

  static final int MOST_REQUESTS = 3;
  private static final int MOST_TURNS = 100;

  final Crashes crashes = new Crashes();
  final InMemoryTransactions transactions = new InMemoryTransactions(crashes);
  final InMemoryTasks tasks = new InMemoryTasks(transactions);
  final InMemoryInterventions interventions = new InMemoryInterventions(transactions, tasks);
  final InMemoryLandlordUses uses = new InMemoryLandlordUses(transactions, tasks);
  final InMemoryKeptDataBook keptData = new InMemoryKeptDataBook(transactions, tasks, uses);
  final InMemoryParticipantBook participants = new InMemoryParticipantBook(transactions, tasks);
  final InMemoryMigrator migrator = new InMemoryMigrator(crashes);
  final InMemoryExtensions extensions = new InMemoryExtensions(crashes);
  final Told told = new Told(transactions);
  final ModuleServices services = new ModuleServices(this);
  final Measured measured = new Measured();

  /** Packages by module, or by {@code module@version}; others have one script of each kind. */
  final Map<String, ModulePackage> packages = new HashMap<>();

  /** What a tenant's database lacks, a sentence each. */
  final List<String> obstacles = new ArrayList<>();

  /** The same of the landlord database. */
  final List<String> landlordObstacles = new ArrayList<>();

  /** What preflights looked for, as {@code database/module INTENT}. */
  final List<String> looks = new ArrayList<>();

  /** Extensions that preflights looked for, each with its database before it. */
  final List<String> asked = new ArrayList<>();

  /** What verifications looked for, as {@code database/module} and names of extensions. */
  final List<String> verified = new ArrayList<>();

  /** Whether backups are made. */
  boolean backups;

  /** The process is told to stop. */
  boolean shiftIsOver;

  /** In what a module differs from its manifest, a sentence each. */
  final List<String> deviations = new ArrayList<>();

  /** Databases in the order in which they were made, or made sure of. */
  final List<DatabaseRef> ensured = new ArrayList<>();

  Packages registry =
      item ->
          packages.getOrDefault(
              name(item) + "@" + item.version(),
              packages.getOrDefault(name(item), packageOf(1, 2, 1)));
  Provisioner provisioner = ensured::add;
  Supplier<DatabaseRef> newDatabase = () -> new DatabaseRef("main", "tn_new");

  final TakeTenant takeTenant;
  final TakeJob takeJob;
  final InterveneInJob interveneInJob;
  final TakePurge takePurge;
  final TakeAnswer takeAnswer;
  private final PerformTask performTask;

  Installer() {
    this(told -> told, told -> told, told -> told);
  }

  /** Tells its events by others than {@link Told}. */
  Installer(
      Function<Told, JobEvents> jobEventsBy,
      Function<Told, TenantEvents> tenantEventsBy,
      Function<Told, ParticipantEvents> participantEventsBy) {
    JobEvents jobEvents = jobEventsBy.apply(told);
    TenantEvents tenantEvents = tenantEventsBy.apply(told);
    takeTenant = new TakeTenant(tasks, tenantEvents, transactions);
    Landlord landlord = new Landlord(LANDLORD, database -> provisioner.ensure(database));
    StepWorks works =
        new StepWorks(
            item -> registry.fetch(item),
            new Checks(),
            extensions,
            database -> backups,
            tasks,
            uses,
            migrator,
            migrator,
            transactions,
            landlord,
            new Background() {
              @Override
              public <T> Uni<T> run(Supplier<T> work) {
                return Uni.createFrom().item(work);
              }
            },
            new AskParticipant(
                tasks,
                participants,
                participantEventsBy.apply(told),
                transactions,
                measured,
                MOST_REQUESTS));
    takeAnswer = new TakeAnswer(participants, transactions, measured);
    JobLedger ledger = new JobLedger(tasks, keptData, jobEvents, transactions);
    RepeatOutcome repeatOutcome = new RepeatOutcome(tasks, jobEvents, works);
    takeJob = new TakeJob(tasks, repeatOutcome, transactions);
    interveneInJob =
        new InterveneInJob(interventions, uses, participants, repeatOutcome, transactions);
    takePurge = new TakePurge(keptData, tasks, tenantEvents, transactions);
    uses.useOfKeptData = keptData::useOf;
    performTask =
        new PerformTask(
            new ProvisionDatabase(
                tasks,
                database -> provisioner.ensure(database),
                tenantEvents,
                transactions,
                landlord,
                () -> newDatabase.get()),
            new PerformJob(ledger, works, new StepTimes(measured), () -> shiftIsOver),
            new UndoJob(ledger, works, new StepTimes(measured), () -> shiftIsOver),
            new PurgeKeptData(
                tasks, keptData, migrator, uses, migrator, tenantEvents, transactions, landlord),
            tasks,
            transactions,
            new Patience(Duration.ofSeconds(1), MOST_ATTEMPTS, new Random(1)),
            measured);
    tasks.hasDatabase(ACME, DATABASE);
  }

  Job approve(Job job) {
    approve(UUID.randomUUID(), job);
    return job;
  }

  void approve(UUID eventId, Job job) {
    done(takeJob.onApproved(eventId, job, origin(eventId)));
  }

  /** Somebody wants kept data to be destroyed. */
  PurgeOrder purge(KeptData kept) {
    PurgeOrder order = new PurgeOrder(kept, ACME);
    UUID eventId = UUID.randomUUID();
    done(takePurge.onRequested(eventId, order, origin(eventId)));
    return order;
  }

  /** Somebody asks the job to stop. */
  void stop(Job job, Stop.Reason reason) {
    stop(UUID.randomUUID(), job, new Stop(reason, "alice"));
  }

  void stop(UUID eventId, Job job, Stop stop) {
    done(interveneInJob.onStopRequested(eventId, ref(job), stop, origin(eventId)));
  }

  void undoAgain(UUID eventId, Job job) {
    done(interveneInJob.onUndoRequested(eventId, ref(job), origin(eventId)));
  }

  void resolve(UUID eventId, Job job) {
    done(interveneInJob.onResolved(eventId, ref(job), origin(eventId)));
  }

  static Origin origin(UUID eventId) {
    return new Origin(Optional.of(eventId), Optional.empty());
  }

  private static JobRef ref(Job job) {
    return new JobRef(job.id(), job.tenantId());
  }

  /** Takes the next task, as a worker does. */
  Optional<Claim> take() {
    return transactions.await(() -> tasks.claim("worker", Duration.ofSeconds(30)));
  }

  void perform(Claim claim) {
    performTask.run(claim);
  }

  /** One worker's turn; false when there is nothing to do. */
  boolean work() {
    Optional<Claim> claim = take();
    claim.ifPresent(this::perform);
    return claim.isPresent();
  }

  /** An answer of a module's own service comes in. */
  void answer(UUID eventId, Answer answer) {
    done(takeAnswer.onAnswer(eventId, answer));
  }

  /** As long as anybody waits for an answer. */
  void letTimePass() {
    participants.letTimePass();
    tasks.letTimePass();
  }

  /** Turns until there is nothing left to do, or an answer is waited for. */
  void workToTheEnd() {
    for (int turn = 0; work() || services.answer(); turn++) {
      if (turn == MOST_TURNS) {
        throw new AssertionError("there is no end: " + told.events + told.progress);
      }
    }
  }

  /** The scripts of every schema, whatever their order. */
  Map<String, List<String>> schemas() {
    Map<String, List<String>> sorted = new TreeMap<>();
    migrator.schemas.forEach(
        (schema, scripts) -> sorted.put(schema, scripts.stream().sorted().toList()));
    return sorted;
  }

  StoredTask now(Job job) {
    return tasks.task(job.id());
  }

  static <T> T done(Uni<T> work) {
    return work.await().atMost(Duration.ofSeconds(1));
  }

  /** What tests say about databases. */
  private final class Checks implements DatabaseChecks {

    @Override
    public List<String> obstacles(
        DatabaseRef database, ModuleName module, Intent intent, List<RequiredExtension> required) {
      required.forEach(one -> asked.add(database.name() + " " + one.name()));
      looks.add("%s/%s %s".formatted(database.name(), module, intent));
      return List.copyOf(database.equals(LANDLORD) ? landlordObstacles : obstacles);
    }

    @Override
    public List<String> deviations(DatabaseRef database, ModuleName module, Promised promised) {
      promised
          .extensions()
          .forEach(one -> verified.add("%s/%s %s".formatted(database.name(), module, one.name())));
      return List.copyOf(deviations);
    }
  }

  private static String name(PlanItem item) {
    return item.module().value();
  }
}
