package io.tenantry.local.installer;

import io.tenantry.local.client.ApiClient;
import io.tenantry.local.client.ModuleSource;
import io.tenantry.local.client.PlatformApi;
import io.tenantry.local.platform.Platform;
import io.tenantry.local.platform.ServiceProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The three services: an installation is requested by HTTP and goes through the whole saga. */
final class Tenantry implements Contender, AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(30);
  private static final int CLIENTS = 4;

  private final Platform platform;
  private final JobBooks books;
  private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
  private final List<JobTimes> jobs = new ArrayList<>();

  Tenantry(Platform platform) {
    this.platform = platform;
    this.books = new JobBooks(platform.servers().postgres());
    new PlatformApi(platform).publish(ModuleSource.of("digital-card"));
  }

  @Override
  public String name() {
    return "Tenantry";
  }

  /** Starts the installer again, with so many workers. */
  void work(int workers) {
    platform.installer().close();
    launch(workers);
    platform.installer().awaitReady();
  }

  /** Starts all services again, so that one measurement begins like another. */
  void startAgain(int workers) {
    platform.stopServices();
    platform.registry().launch();
    platform.tenantModule().launch();
    launch(workers);
    platform.services().forEach(ServiceProcess::awaitReady);
  }

  /** Registers tenants and waits for their databases. */
  List<Tenant> provision(int number) {
    ApiClient admin = new PlatformApi(platform).tenants();
    List<String> ids = new ArrayList<>();
    for (int each = 0; each < number; each++) {
      ids.add("t-" + UUID.randomUUID().toString().substring(0, 13));
    }
    forAll(ids, id -> admin.post("/v1/tenants", Map.of("id", id, "name", id)).orFailUnless(202));
    return books.awaitDatabases(ids, LIMIT);
  }

  @Override
  public Measured install(List<Tenant> tenants, int workers) {
    return measured(times(tenants));
  }

  /** What installations take when nobody else wants anything, through the whole saga. */
  List<JobTimes> oneByOne(List<Tenant> tenants) {
    return tenants.stream().flatMap(tenant -> times(List.of(tenant)).stream()).toList();
  }

  /** The jobs since this was asked last. */
  List<JobTimes> jobs() {
    List<JobTimes> since = List.copyOf(jobs);
    jobs.clear();
    return since;
  }

  @Override
  public void close() {
    clients.shutdownNow();
    books.close();
  }

  private void launch(int workers) {
    platform
        .installer()
        .launch(Map.of("TENANTRY_INSTALLER_WORKERS_THREADS", Integer.toString(workers)));
  }

  private List<JobTimes> times(List<Tenant> tenants) {
    ApiClient admin = new PlatformApi(platform).tenants();
    List<String> ids = tenants.stream().map(Tenant::id).toList();
    forAll(
        ids,
        id ->
            admin
                .post(
                    "/v1/tenants/" + id + "/modules",
                    Map.of("module", "digital_card", "version", "^1.0", "parameters", Map.of()))
                .orFailUnless(202));
    List<JobTimes> times = books.awaitJobs(ids, LIMIT);
    jobs.addAll(times);
    return times;
  }

  private static Measured measured(List<JobTimes> times) {
    double first = times.stream().mapToDouble(JobTimes::requested).min().orElseThrow();
    double last = times.stream().mapToDouble(JobTimes::ended).max().orElseThrow();
    return new Measured((last - first) / 1000, times.stream().map(JobTimes::work).toList());
  }

  private void forAll(List<String> ids, Request request) {
    CompletableFuture<?>[] sent =
        ids.stream()
            .map(id -> CompletableFuture.runAsync(() -> request.send(id), clients))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(sent).join();
  }

  /** Something that is asked of the platform for a tenant. */
  private interface Request {

    void send(String tenant);
  }
}
