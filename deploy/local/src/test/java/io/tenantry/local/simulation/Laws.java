package io.tenantry.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.contracts.EventType;
import io.tenantry.contracts.Topics;
import io.tenantry.installer.application.SimulatedInstaller;
import io.tenantry.installer.application.SimulatedInstaller.TaskNow;
import io.tenantry.tenantmodule.application.SimulatedTenantModule.JobNow;
import io.tenantry.tenantmodule.application.SimulatedTenantModule.KeptDataNow;
import io.tenantry.testkit.simulation.Broker;
import io.tenantry.testkit.simulation.Delivery;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** What holds in a platform that works, at every moment and at the end. */
final class Laws {

  private static final Set<EventType> ACTIVE =
      Set.of(EventType.TENANT_MODULE_ACTIVATED, EventType.TENANT_MODULE_UPGRADED);

  /** Time repeats requests to modules' own services, which answer whatever they are asked. */
  private static final Set<EventType> REPEATED =
      Set.of(
          EventType.JOB_PROGRESSED,
          EventType.MODULE_SETUP_REQUESTED,
          EventType.MODULE_SETUP_UNDO_REQUESTED,
          EventType.MODULE_SETUP_COMPLETED,
          EventType.MODULE_SETUP_FAILED,
          EventType.MODULE_SETUP_UNDONE,
          EventType.MODULE_SETUP_UNDO_FAILED);

  private final SimulatedPlatform platform;
  private final Map<UUID, String> ends = new HashMap<>();
  private int looked;

  Laws(SimulatedPlatform platform) {
    this.platform = platform;
  }

  void holdAtEveryMoment() {
    Set<String> busy = new HashSet<>();
    for (JobNow job : platform.tenantModule.jobs()) {
      if (job.holdsTheTenant() && !busy.add(job.tenant())) {
        throw new AssertionError(job.tenant() + " has two jobs that run");
      }
      String end = job.isFinal() ? job.state() : "no end";
      if (!ends.getOrDefault(job.id(), end).equals(end)) {
        throw new AssertionError(job.id() + " had ended, and is now " + job.state());
      }
      if (job.isFinal()) {
        ends.put(job.id(), end);
      }
    }
    nothingIllegalHappened();
  }

  private void nothingIllegalHappened() {
    List<String> ignored = platform.tenantModule.ignoredEvents();
    while (looked < ignored.size()) {
      String event = ignored.get(looked++);
      if (event.endsWith("ILLEGAL")) {
        throw new AssertionError("an event should not have happened: " + event);
      }
    }
  }

  void holdAtTheEnd(Broker broker) {
    everyJobHasEnded();
    everyPromiseIsSettled();
    modulesAreWhereTheyAreSaidToBe();
    keptDataIsAside();
    landlordPartsAreUsed();
    servicesAreSetUpForWhomTheyShouldBe();
    factsTellTheTruth(broker);
    sequencesRise(broker);
    everyEventHadItsEffectOnce(broker);
    for (JobNow job : platform.tenantModule.jobs()) {
      platform.world.saw("%s, %s".formatted(job.state(), job.problem()));
    }
  }

  private void everyJobHasEnded() {
    assertThat(platform.tenantModule.jobs()).as("jobs").allMatch(JobNow::isFinal, "is final");
    assertThat(platform.installer.jobs()).as("tasks").noneMatch(TaskNow::isWork);
    Map<UUID, String> tasks =
        platform.installer.jobs().stream().collect(Collectors.toMap(TaskNow::id, TaskNow::state));
    for (JobNow job : platform.tenantModule.jobs()) {
      String task = tasks.getOrDefault(job.id(), "never seen");
      assertThat(task.equals("COMPLETED"))
          .as("%s is %s, its task %s", job.id(), job.state(), task)
          .isEqualTo(job.state().equals("SUCCEEDED"));
    }
  }

  private void everyPromiseIsSettled() {
    assertThat(platform.registry.reservations()).as("reservations").doesNotContainValue("RESERVED");
    assertThat(platform.registry.usage())
        .as("usage in the registry")
        .isEqualTo(activeVersions("@"));
  }

  /** Active modules with their versions behind that mark. */
  private Set<String> activeVersions(String mark) {
    Set<String> active = new TreeSet<>();
    platform
        .tenantModule
        .activeModules()
        .forEach((module, version) -> active.add(module + mark + version));
    return active;
  }

  private void modulesAreWhereTheyAreSaidToBe() {
    Map<String, String> active = platform.tenantModule.activeModules();
    Set<String> there = new TreeSet<>();
    for (String tenant : platform.tenants) {
      platform
          .installer
          .schemasOf(tenant)
          .forEach(
              (module, scripts) -> {
                String version = active.get(tenant + "/" + module);
                assertThat(scripts)
                    .as("scripts of %s %s for %s", module, version, tenant)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(
                        platform.installer.tenantScripts(module, version));
                assertThat(platform.installer.missingExtensions(tenant, module, version))
                    .as("extensions that %s %s lacks for %s", module, version, tenant)
                    .isEmpty();
                there.add(tenant + "/" + module);
              });
    }
    assertThat(there).as("schemas").isEqualTo(active.keySet());
  }

  /** What is kept is there as its version left it, and nothing else is. */
  private void keptDataIsAside() {
    Map<String, List<String>> aside = new TreeMap<>();
    for (String tenant : platform.tenants) {
      platform
          .installer
          .keptSchemasOf(tenant)
          .forEach((schema, scripts) -> aside.put(tenant + "/" + schema, scripts));
    }
    Set<String> kept = new TreeSet<>();
    for (KeptDataNow data : platform.tenantModule.keptData()) {
      assertThat(data.status()).as("kept data at the end: %s", data).isEqualTo("KEPT");
      String schema = data.tenant() + "/" + SimulatedInstaller.keptSchema(data.id(), data.module());
      assertThat(aside.get(schema))
          .as("scripts of %s", data)
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(
              platform.installer.tenantScripts(data.module(), data.version()));
      kept.add(schema);
    }
    assertThat(aside.keySet()).as("schemas that are aside").isEqualTo(kept);
  }

  /** Tenants with the versions of the module that they do not have, but data of which is kept. */
  private Set<String> keptVersions(String module) {
    return platform.tenantModule.keptData().stream()
        .filter(data -> data.module().equals(module))
        .filter(
            data ->
                !platform
                    .tenantModule
                    .activeModules()
                    .containsKey(data.tenant() + "/" + data.module()))
        .map(data -> data.tenant() + " " + data.version())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Once for each tenant that has the module, in its version, and for nobody else. */
  private void servicesAreSetUpForWhomTheyShouldBe() {
    assertThat(platform.installer.openRequestsOfEndedJobs()).as("open requests").isEmpty();
    Map<String, String> expected = new TreeMap<>(platform.tenantModule.activeModules());
    expected.keySet().removeIf(key -> !SimulatedModuleService.MODULES.contains(key.split("/")[1]));
    assertThat(platform.service.setUp()).as("what services are set up for").isEqualTo(expected);
  }

  private void landlordPartsAreUsed() {
    Map<String, Map<String, String>> users = new HashMap<>();
    platform
        .tenantModule
        .activeModules()
        .forEach(
            (key, version) -> {
              String[] parts = key.split("/");
              users
                  .computeIfAbsent(parts[1], missing -> new TreeMap<>())
                  .put(parts[0] + " " + version, version);
            });
    Map<String, List<String>> landlord = platform.installer.landlordSchemas();
    Set<String> modules = new TreeSet<>(landlord.keySet());
    modules.addAll(platform.modules);
    modules.addAll(users.keySet());
    for (String module : modules) {
      Map<String, String> using = users.getOrDefault(module, Map.of());
      Set<String> noted = platform.installer.landlordUsersOf(module);
      Set<String> onlyKept = new TreeSet<>(noted);
      onlyKept.removeAll(using.keySet());
      assertThat(noted).as("noted users of " + module).containsAll(using.keySet());
      assertThat(keptVersions(module)).as("kept data of " + module).containsAll(onlyKept);
      landlordPartIsThatOf(module, noted, landlord.getOrDefault(module, List.of()));
    }
  }

  /** A version whose last user has gone may leave scripts that later ones have. */
  private void landlordPartIsThatOf(String module, Set<String> users, List<String> scripts) {
    if (users.isEmpty() && hasSeen("cleaned up by hand")) {
      return;
    }
    Set<String> versions = users.stream().map(use -> use.split(" ")[1]).collect(Collectors.toSet());
    Set<String> expected = platform.installer.landlordScripts(module, versions);
    assertThat(scripts)
        .as("landlord part of %s, used by %s", module, users)
        .doesNotHaveDuplicates()
        .containsAll(expected);
    if (users.isEmpty() || !hasSeen("uninstall")) {
      assertThat(expected).as("landlord part of %s", module).containsAll(scripts);
    }
  }

  private boolean hasSeen(String path) {
    return platform.world.paths().containsKey(path);
  }

  private void factsTellTheTruth(Broker broker) {
    Set<String> active = new TreeSet<>();
    broker
        .in(Topics.TENANT_MODULES)
        .forEach(
            (key, facts) -> {
              if (ACTIVE.contains(facts.get(facts.size() - 1).type())) {
                active.add(key);
              }
            });
    assertThat(active).as("public facts").isEqualTo(platform.tenantModule.activeModules().keySet());
  }

  /** What an event causes, it causes once; only progress and requests to services come often. */
  private static void everyEventHadItsEffectOnce(Broker broker) {
    Set<UUID> published = new HashSet<>();
    Set<List<Object>> effects = new HashSet<>();
    for (Delivery event : broker.all()) {
      if (event.cause().isPresent()
          && !REPEATED.contains(event.type())
          && published.add(event.id())) {
        List<Object> effect =
            List.of(event.cause().get(), event.source(), event.type(), event.key(), about(event));
        assertThat(effects.add(effect)).as("%s has its cause to itself", event).isTrue();
      }
    }
  }

  /** One cause may have many effects of a kind when each is about something else. */
  private static Object about(Delivery event) {
    return event.type() == EventType.KEPT_DATA_PURGE_REQUESTED
        ? event.payload().get("keptDataId")
        : "its key";
  }

  private static void sequencesRise(Broker broker) {
    broker
        .in(Topics.INSTALLER_SAGA)
        .forEach(
            (tenant, events) -> {
              Map<Object, Long> last = new HashMap<>();
              Set<UUID> seen = new HashSet<>();
              for (Delivery event : events) {
                if (event.payload().getSchema().getField("sequence") != null
                    && seen.add(event.id())) {
                  long sequence = (long) event.payload().get("sequence");
                  Long before = last.put(event.payload().get("jobId"), sequence);
                  assertThat(before == null || before < sequence)
                      .as("sequence of %s after %s", event, before)
                      .isTrue();
                }
              }
            });
  }
}
