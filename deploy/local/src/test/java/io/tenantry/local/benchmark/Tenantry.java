package io.tenantry.local.benchmark;

import io.tenantry.local.client.ModuleSource;
import io.tenantry.local.client.PlatformApi;
import io.tenantry.local.platform.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The three services; what is installed are tenants, who have their databases already. */
final class Tenantry implements Contender {

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final int CUSTOMERS = 8;

  private final Platform platform;
  private final ModuleSource module;
  private final int workers;
  private final Ledger ledger;

  Tenantry(Platform platform, ModuleSource module, int workers, Ledger ledger) {
    this.platform = platform;
    this.module = module;
    this.workers = workers;
    this.ledger = ledger;
  }

  @Override
  public String name() {
    return "Tenantry " + workers;
  }

  @Override
  public int parallelism() {
    return workers;
  }

  /** All are asked for at once, and the clock runs until the last one is active. */
  @Override
  public Figures install(List<String> tenants) {
    platform.installer().close();
    platform
        .installer()
        .launch(Map.of("TENANTRY_INSTALLER_WORKERS_THREADS", Integer.toString(workers)));
    platform.installer().awaitReady();
    ExecutorService customers = Executors.newFixedThreadPool(CUSTOMERS);
    try {
      long start = System.nanoTime();
      List<Future<?>> requests = new ArrayList<>();
      tenants.forEach(tenant -> requests.add(customers.submit(() -> request(tenant))));
      for (Future<?> request : requests) {
        request.get();
      }
      ledger.awaitActive(tenants, LIMIT);
      return new Figures(
          tenants.size(), Duration.ofNanos(System.nanoTime() - start), ledger.taskTimes(tenants));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a request was not accepted", e);
    } finally {
      customers.shutdown();
    }
  }

  /** One after the other: from the request until the API says that the job has succeeded. */
  Figures oneByOne(List<String> tenants) {
    List<Duration> each = new ArrayList<>();
    long begin = System.nanoTime();
    for (String tenant : tenants) {
      long start = System.nanoTime();
      String job = request(tenant);
      new PlatformApi(platform).awaitJob(tenant, job, LIMIT, seen -> {});
      each.add(Duration.ofNanos(System.nanoTime() - start));
    }
    return new Figures(tenants.size(), Duration.ofNanos(System.nanoTime() - begin), each);
  }

  List<String> newTenants(String prefix, int count) {
    PlatformApi api = new PlatformApi(platform);
    List<String> tenants =
        IntStream.rangeClosed(1, count).mapToObj(number -> prefix + "-" + number).toList();
    tenants.forEach(
        tenant ->
            api.tenants()
                .post("/v1/tenants", Map.of("id", tenant, "name", tenant))
                .orFailUnless(202));
    ledger.awaitProvisioned(tenants, LIMIT);
    return tenants;
  }

  private String request(String tenant) {
    return new PlatformApi(platform)
        .install(tenant, module.name(), module.version(), Map.of())
        .orFailUnless(202)
        .body()
        .get("id")
        .textValue();
  }
}
