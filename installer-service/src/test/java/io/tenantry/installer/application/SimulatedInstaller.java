package io.tenantry.installer.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.contracts.EventType;
import io.tenantry.contracts.Topics;
import io.tenantry.installer.adapter.in.kafka.ConsumedEvents;
import io.tenantry.installer.adapter.out.messaging.PublishedEvents;
import io.tenantry.installer.domain.Fixtures;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.kept.KeptData;
import io.tenantry.installer.domain.participant.ParticipantRequest;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.ModulePackage;
import io.tenantry.installer.domain.task.Step;
import io.tenantry.installer.domain.task.StepName;
import io.tenantry.installer.domain.task.StepState;
import io.tenantry.messaging.event.ReceivedEvent;
import io.tenantry.messaging.intake.EventRoutes;
import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.testkit.simulation.Delivery;
import io.tenantry.testkit.simulation.Move;
import io.tenantry.testkit.simulation.Outgoing;
import io.tenantry.testkit.simulation.Participant;
import io.tenantry.testkit.simulation.World;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The installer in a simulated saga: its reactions and workers, on stores in memory. */
public final class SimulatedInstaller implements Participant {

  private static final int WORK = 40;
  private static final int LEASE_RUNS_OUT = 4;
  private static final int NO_ANSWER = 2;
  private static final Duration WHEN_BUSY = Duration.ofMillis(100);
  private static final Clock CLOCK = Clock.fixed(Fixtures.DEADLINE, ZoneOffset.UTC);

  private final Installer installer;
  private final EventRoutes orders;
  private final EventRoutes answers;
  private final Outgoing outgoing;
  private final World world;
  private final Set<UUID> abandoned = new HashSet<>();
  private int databases;

  public SimulatedInstaller(World world, Troubles troubles) {
    this.world = world;
    outgoing = new Outgoing(world, name());
    Outbox outbox =
        event ->
            Uni.createFrom()
                .voidItem()
                .invoke(() -> outgoing.append(event.key(), event.payload(), event.causationId()));
    installer =
        new Installer(
            told -> PublishedEvents.aboutJobs(outbox, CLOCK),
            told -> PublishedEvents.aboutTenants(outbox, CLOCK),
            told -> PublishedEvents.toParticipants(outbox));
    installer.transactions.include(outgoing::remember);
    installer.newDatabase = () -> new DatabaseRef("main", "tn_" + ++databases);
    installer.provisioner = troubles::whileProvisioning;
    installer.migrator.habit = troubles::during;
    installer.crashes.atEveryInstant(troubles::atAnInstant);
    answers = ConsumedEvents.by(installer.takeAnswer);
    orders =
        ConsumedEvents.by(
            installer.takeTenant, installer.takeJob, installer.interveneInJob, installer.takePurge);
  }

  /** A fault: it has no inbox. */
  public void forgetsWhatItHandled() {
    installer.transactions.forgetsEvents = true;
  }

  /** A fault: it does not remember jobs that were stopped before they came. */
  public void losesTombstones() {
    installer.tasks.losesTombstones = true;
  }

  /** A fault: nobody keeps a worker from going on that was taken for dead. */
  public void ignoresFences() {
    installer.tasks.ignoresFences = true;
    installer.migrator.ignoresFences = true;
  }

  @Override
  public String name() {
    return "installer";
  }

  @Override
  public Set<String> topics() {
    return Set.of(Topics.TENANT_MODULE_SAGA, Topics.PARTICIPANT_ANSWERS);
  }

  @Override
  public Outgoing outgoing() {
    return outgoing;
  }

  @Override
  public void take(Delivery event) {
    countPath(event);
    EventRoutes routes = event.type().topic().equals(Topics.PARTICIPANT_ANSWERS) ? answers : orders;
    Installer.done(
        routes.take(
            new ReceivedEvent<>(event.id(), event.source(), event.payload(), Optional.empty())));
  }

  private void countPath(Delivery event) {
    boolean known =
        event.payload().getSchema().getField("jobId") != null
            && installer.tasks.task((UUID) event.payload().get("jobId")) != null;
    if (event.type() == EventType.JOB_STOP_REQUESTED && !known) {
      world.saw("a job was stopped before it came");
    }
    if (event.type() == EventType.JOB_APPROVED
        && known
        && !installer.tasks.task((UUID) event.payload().get("jobId")).isWork()) {
      world.saw("an approval came after the end of its job");
    }
  }

  @Override
  public List<Move> moves() {
    List<Move> moves = new ArrayList<>();
    List<StoredTask> work = installer.tasks.all().stream().filter(StoredTask::isWork).toList();
    List<StoredTask> resting = work.stream().filter(StoredTask::resting).toList();
    List<StoredTask> leased = work.stream().filter(StoredTask::leased).toList();
    if (leased.size() + resting.size() < work.size()) {
      moves.add(new Move("work", WORK, this::work));
    }
    if (!leased.isEmpty()) {
      moves.add(new Move("lease", LEASE_RUNS_OUT, () -> letRunOut(world.dice().oneOf(leased))));
    }
    if (!resting.isEmpty()) {
      moves.add(new Move("no answer", NO_ANSWER, installer::letTimePass));
    }
    return moves;
  }

  /** Requests to modules' own services about jobs that are over, which nobody may wait for. */
  public List<UUID> openRequestsOfEndedJobs() {
    return installer.participants.all().stream()
        .filter(request -> request.state().isOpen())
        .filter(request -> !installer.tasks.task(request.jobId()).isWork())
        .map(ParticipantRequest::id)
        .toList();
  }

  /** Why answers of modules' own services were not taken. */
  public List<String> ignoredAnswers() {
    return installer.measured.all.stream()
        .filter(one -> one.startsWith("ignored: "))
        .map(one -> "answer " + one)
        .toList();
  }

  private void letRunOut(StoredTask task) {
    world.note("the lease of %s runs out", task.id());
    installer.tasks.letLeaseRunOut(task.id());
    abandoned.add(task.id());
  }

  /** A worker's turn; it may die in it, and then its lease has to run out. */
  private void work() {
    try {
      Optional<Claim> claim = installer.take();
      claim.ifPresent(this::perform);
    } catch (Crashes.Crash e) {
      world.note("the worker dies");
      world.saw("a worker died");
    } catch (World.Outage e) {
      world.note("the worker could not: %s", e.getMessage());
    }
  }

  private void perform(Claim claim) {
    world.note("a worker takes %s %s with fence %d", claim.taskId(), claim.state(), claim.fence());
    if (abandoned.remove(claim.taskId())) {
      world.saw("a worker took over");
    }
    int pauses = installer.tasks.pauses.size();
    installer.perform(claim);
    if (installer.tasks.pauses.stream().skip(pauses).anyMatch(WHEN_BUSY::equals)) {
      world.saw("another job was changing the landlord part");
    }
    world.note("the worker with fence %d leaves it", claim.fence());
    if (!installer.tasks.isCurrent(claim)) {
      world.saw("a worker came back too late");
    }
  }

  /** The module's own service takes part in its setup. */
  public void hasService(String module, String version) {
    installer.packages.compute(
        module + "@" + version,
        (name, content) ->
            Fixtures.withService(content == null ? Fixtures.packageOf(1, 2, 1) : content));
  }

  /** A version of a module has so many scripts of each kind, and needs extensions. */
  public void has(
      String module, String version, int landlord, int tenant, int setup, String... extensions) {
    installer.packages.put(
        module + "@" + version,
        Fixtures.needing(Fixtures.packageOf(landlord, tenant, setup), extensions));
  }

  /** Extensions that a version needs and the tenant's database has not. */
  public Set<String> missingExtensions(String tenant, String module, String version) {
    Set<String> missing = new TreeSet<>();
    packageOf(module, version).extensions().forEach(one -> missing.add(one.name()));
    installer
        .tasks
        .databaseNow(tenant)
        .map(database -> installer.extensions.there.getOrDefault(database.name(), Set.of()))
        .ifPresent(missing::removeAll);
    return missing;
  }

  /** What an operator does who follows the report on a failed undo. */
  public void isCleanedUpByHand(UUID job) {
    StoredTask task = installer.tasks.task(job);
    DatabaseRef database = installer.tasks.databaseNow(task.tenantId()).orElseThrow();
    task.claim().job().orElseThrow().steps().stream()
        .filter(step -> left(task).contains(step.position()))
        .sorted(Comparator.comparing(Step::position).reversed())
        .forEach(step -> cleanUp(task, step, database));
  }

  private static List<Integer> left(StoredTask task) {
    return task.claim().steps().entrySet().stream()
        .filter(step -> step.getValue() != StepState.UNDONE)
        .map(Map.Entry::getKey)
        .toList();
  }

  private void cleanUp(StoredTask task, Step step, DatabaseRef database) {
    String module = step.item().module().value();
    if (step.name() == StepName.TENANT_MIGRATIONS) {
      step.item()
          .from()
          .ifPresentOrElse(
              former ->
                  installer.migrator.keepOnly(database, module, tenantScripts(module, former)),
              () -> installer.migrator.drop(database, module));
    }
    if (step.name() == StepName.SET_ASIDE) {
      installer.migrator.bringBack(database, KeptData.leftBy(task.id(), step.item().module()));
    }
    if (step.name() == StepName.RESTORE) {
      installer.migrator.putAway(
          database, new KeptData(step.item().restores().orElseThrow(), step.item().module()));
    }
    if (step.name() == StepName.LANDLORD_MIGRATIONS) {
      Set<String> versions = new TreeSet<>();
      installer
          .uses
          .itemsWithout(task.id(), step.item().module())
          .forEach(item -> versions.add(item.version()));
      if (versions.isEmpty()) {
        installer.migrator.drop(Fixtures.LANDLORD, module);
      } else {
        installer.migrator.keepOnly(Fixtures.LANDLORD, module, landlordScripts(module, versions));
      }
    }
  }

  /** What a tenant with that version has in its database. */
  public Set<String> tenantScripts(String module, String version) {
    ModulePackage content = packageOf(module, version);
    Set<String> paths = new TreeSet<>();
    content.tenant().scripts().forEach(script -> paths.add(script.path()));
    content.setup().scripts().forEach(script -> paths.add(script.path()));
    return paths;
  }

  /** What the landlord database has when tenants use those versions. */
  public Set<String> landlordScripts(String module, Set<String> versions) {
    Set<String> paths = new TreeSet<>();
    for (String version : versions) {
      packageOf(module, version).landlord().scripts().forEach(script -> paths.add(script.path()));
    }
    return paths;
  }

  private ModulePackage packageOf(String module, String version) {
    return installer.packages.getOrDefault(module + "@" + version, Fixtures.packageOf(1, 2, 1));
  }

  /** Tasks of jobs by their ids, each with its state. */
  public List<TaskNow> jobs() {
    return installer.tasks.all().stream()
        .filter(task -> task.claim().job().isPresent())
        .map(task -> new TaskNow(task.id(), task.tenantId(), task.state().name(), task.isWork()))
        .toList();
  }

  /** Scripts in the tenant's database, by module, in the order in which they ran. */
  public Map<String, List<String>> schemasOf(String tenant) {
    return installer
        .tasks
        .databaseNow(tenant)
        .map(database -> installer.migrator.schemasIn(database))
        .map(schemas -> only(schemas, false))
        .orElse(Map.of());
  }

  /** Scripts of data that is kept in the tenant's database, by the data's schema. */
  public Map<String, List<String>> keptSchemasOf(String tenant) {
    return installer
        .tasks
        .databaseNow(tenant)
        .map(database -> installer.migrator.schemasIn(database))
        .map(schemas -> only(schemas, true))
        .orElse(Map.of());
  }

  private static Map<String, List<String>> only(Map<String, List<String>> schemas, boolean kept) {
    Map<String, List<String>> chosen = new LinkedHashMap<>(schemas);
    chosen.keySet().removeIf(schema -> schema.startsWith("_kept_") != kept);
    return chosen;
  }

  /** The schema in which kept data of a module is. */
  public static String keptSchema(UUID keptData, String module) {
    return new KeptData(keptData, new ModuleName(module)).schema();
  }

  /** Scripts in the landlord database, by module, in the order in which they ran. */
  public Map<String, List<String>> landlordSchemas() {
    return installer.migrator.schemasIn(Fixtures.LANDLORD);
  }

  /** Tenants with the versions that they use, as {@code tenant version}. */
  public Set<String> landlordUsersOf(String module) {
    return new TreeSet<>(installer.uses.versionsOf(new ModuleName(module)));
  }

  /** How a job is. */
  public record TaskNow(UUID id, String tenant, String state, boolean isWork) {}
}
