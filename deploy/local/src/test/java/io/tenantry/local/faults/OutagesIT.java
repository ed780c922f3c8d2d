package io.tenantry.local.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.local.client.ModuleSource;
import io.tenantry.local.client.PlatformApi;
import io.tenantry.local.platform.Platform;
import io.tenantry.local.platform.PlatformOptions;
import io.tenantry.local.platform.Servers;
import io.tenantry.testkit.infrastructure.TemporaryDirectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * PostgreSQL, Kafka or the schema registry is away in the middle of several jobs. These tests have
 * servers of their own, always embedded ones: they keep their port and their data.
 */
@TestInstance(Lifecycle.PER_CLASS)
class OutagesIT {

  private static final int JOBS = 4;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final ModuleSource module = ModuleSource.of("digital-card");
  private TemporaryDirectory directory;
  private Platform platform;
  private PlatformApi api;
  private Books books;
  private Reference reference;

  @BeforeAll
  void aPlatformAndWhatARunWithoutFaultsLeaves() {
    directory = TemporaryDirectory.create();
    Servers servers = Servers.embedded(directory.path());
    platform = Platform.start(PlatformOptions.onFreePorts(directory.path()), servers);
    api = new PlatformApi(platform);
    books = new Books(servers.postgres(), servers.kafka(), servers.schemaRegistry());
    api.publish(module);
    reference = Reference.make(api, servers.postgres(), books, module, "o");
  }

  @AfterAll
  void stop() {
    platform.close();
    directory.close();
  }

  @ParameterizedTest(name = "{0}, killed: {1}")
  @MethodSource("outages")
  void jobsEndByThemselvesAndNothingIsLostOrDoubled(Outage server, boolean killed) {
    List<String> tenants = newTenants();
    Map<String, String> jobs = new TreeMap<>();
    tenants.subList(0, JOBS).forEach(tenant -> jobs.put(tenant, request(tenant)));
    awaitRunning(jobs);

    server.during(
        platform.servers(),
        killed,
        () -> {
          if (server != Outage.POSTGRESQL) {
            String late = tenants.get(JOBS);
            jobs.put(late, request(late));
          }
        });

    List<TenantOutcome> outcomes = new ArrayList<>();
    jobs.forEach((tenant, job) -> outcomes.add(ended(tenant, job)));
    await("everything is published").atMost(LIMIT).until(() -> books.unsent().isEmpty());
    await("every reservation is settled")
        .atMost(LIMIT)
        .until(() -> !books.reservations().containsValue("RESERVED"));
    assertThat(
            new Verification(platform.servers().postgres(), books, reference, outcomes).findings())
        .allMatch(Finding::kept);
  }

  /** In the build each server goes away once; with a length of its own, in both ways. */
  static Stream<Arguments> outages() {
    Stream<Arguments> each =
        Stream.of(
            Arguments.of(Outage.POSTGRESQL, true),
            Arguments.of(Outage.KAFKA, true),
            Arguments.of(Outage.APICURIO, false));
    return Outage.lengthIsGiven()
        ? Stream.of(Outage.values())
            .flatMap(server -> Stream.of(true, false).map(killed -> Arguments.of(server, killed)))
        : each;
  }

  private List<String> newTenants() {
    String prefix = "o-" + UUID.randomUUID().toString().substring(0, 6) + "-";
    List<String> tenants = new ArrayList<>();
    for (int number = 0; number <= JOBS; number++) {
      tenants.add(prefix + number);
      api.register(prefix + number, LIMIT);
    }
    return tenants;
  }

  private String request(String tenant) {
    return api.install(tenant, module.name(), module.version(), Map.of())
        .orFailUnless(202)
        .body()
        .get("id")
        .textValue();
  }

  private void awaitRunning(Map<String, String> jobs) {
    await("a job runs")
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () ->
                books.jobs().entrySet().stream()
                    .filter(one -> jobs.containsValue(one.getKey()))
                    .anyMatch(one -> !List.of("PENDING", "VALIDATING").contains(one.getValue())));
  }

  private TenantOutcome ended(String tenant, String job) {
    JsonNode document = api.awaitJob(tenant, job, LIMIT, seen -> {});
    return new TenantOutcome(
        tenant,
        Course.INSTALLED,
        List.of(new TenantOutcome.Job(Optional.of(job), Optional.of(document))),
        0);
  }
}
