package io.tenantry.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.contracts.EventType;
import io.tenantry.contracts.Topics;
import io.tenantry.installer.application.SimulatedInstaller.TaskNow;
import io.tenantry.tenantmodule.application.SimulatedTenantModule.JobNow;
import io.tenantry.testkit.simulation.Broker;
import io.tenantry.testkit.simulation.Delivery;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** What holds in a platform that works, at every moment and at the end. */
final class Laws {

  private static final List<String> TENANT_SCRIPTS =
      List.of("db/tenant/V1__script.sql", "db/tenant/V2__script.sql", "setup/V1__script.sql");
  private static final Set<EventType> ACTIVE =
      Set.of(EventType.TENANT_MODULE_ACTIVATED, EventType.TENANT_MODULE_UPGRADED);
  private static final List<String> LANDLORD_SCRIPTS = List.of("db/landlord/V1__script.sql");

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
    landlordPartsAreUsed();
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
        .isEqualTo(platform.tenantModule.activeModules());
  }

  private void modulesAreWhereTheyAreSaidToBe() {
    Set<String> there = new TreeSet<>();
    for (String tenant : platform.tenants) {
      platform
          .installer
          .schemasOf(tenant)
          .forEach(
              (module, scripts) -> {
                assertThat(scripts)
                    .as("scripts of %s for %s", module, tenant)
                    .isEqualTo(TENANT_SCRIPTS);
                there.add(tenant + "/" + module);
              });
    }
    assertThat(there).as("schemas").isEqualTo(platform.tenantModule.activeModules());
  }

  private void landlordPartsAreUsed() {
    Map<String, Set<String>> users = new HashMap<>();
    for (String one : platform.tenantModule.activeModules()) {
      String[] parts = one.split("/");
      users.computeIfAbsent(parts[1], missing -> new TreeSet<>()).add(parts[0]);
    }
    Map<String, List<String>> landlord = platform.installer.landlordSchemas();
    Set<String> modules = new TreeSet<>(landlord.keySet());
    modules.addAll(platform.modules);
    modules.addAll(users.keySet());
    for (String module : modules) {
      Set<String> using = users.getOrDefault(module, Set.of());
      assertThat(platform.installer.landlordUsersOf(module))
          .as("noted users of the landlord part of " + module)
          .isEqualTo(using);
      boolean leftByHand = platform.world.paths().containsKey("cleaned up by hand");
      if (!using.isEmpty() || !leftByHand) {
        assertThat(landlord.getOrDefault(module, List.of()))
            .as("landlord part of " + module)
            .isEqualTo(using.isEmpty() ? List.of() : LANDLORD_SCRIPTS);
      }
    }
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
    assertThat(active).as("public facts").isEqualTo(platform.tenantModule.activeModules());
  }

  /** What an event causes, it causes once; only progress is told many times. */
  private static void everyEventHadItsEffectOnce(Broker broker) {
    Set<UUID> published = new HashSet<>();
    Set<List<Object>> effects = new HashSet<>();
    for (Delivery event : broker.all()) {
      if (event.cause().isPresent()
          && event.type() != EventType.JOB_PROGRESSED
          && published.add(event.id())) {
        List<Object> effect =
            List.of(event.cause().get(), event.source(), event.type(), event.key());
        assertThat(effects.add(effect)).as("%s has its cause to itself", event).isTrue();
      }
    }
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
