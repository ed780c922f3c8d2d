package io.tenantry.local.faults;

import io.tenantry.local.client.PlatformApi;
import io.tenantry.local.platform.Platform;
import io.tenantry.local.platform.Servers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Installs and upgrades a module for many tenants while services are killed, and checks what comes
 * of it.
 */
public final class FaultRun {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(15);

  private final Platform platform;
  private final FaultPlan plan;
  private final Consumer<String> screen;
  private final PlatformApi api;
  private final Books books;
  private final String prefix = "f" + UUID.randomUUID().toString().substring(0, 6);
  private final FaultModules modules;

  /** Takes a directory for the modules that it makes. */
  public FaultRun(Platform platform, FaultPlan plan, Path directory, Consumer<String> screen) {
    this.platform = platform;
    this.plan = plan;
    this.screen = screen;
    this.modules = FaultModules.writtenTo(directory);
    this.api = new PlatformApi(platform);
    Servers servers = platform.servers();
    this.books = new Books(servers.postgres(), servers.kafka(), servers.schemaRegistry());
  }

  /** Takes as long as the installations take; every service runs again in the end. */
  public FaultReport run() {
    screen.accept("Publishing the modules, and installing for a reference without faults");
    modules.publish(api);
    Reference reference =
        Reference.make(
            api, platform.servers().postgres(), books, modules.first(), modules.second(), prefix);
    screen.accept(
        "%d tenants, killing a service every %s s with seed %d"
            .formatted(plan.tenants(), plan.killEvery(), plan.seed()));
    long start = System.nanoTime();
    Chaos chaos = new Chaos(platform.services(), plan.killEvery(), plan.seed());
    Customers customers = new Customers();
    chaos.begin();
    customers.awaitAll(plan.limit());
    Duration underFaults = since(start);
    screen.accept("The last restart");
    chaos.close();
    long restarted = System.nanoTime();
    List<TenantOutcome> outcomes = customers.results();
    awaitClosedBooks(outcomes);
    Duration settled = since(restarted);
    screen.accept("Checking %d databases".formatted(outcomes.size()));
    List<Finding> findings =
        new Verification(platform.servers().postgres(), books, reference, outcomes).findings();
    return new FaultReport(
        plan,
        outcomes.stream()
            .collect(
                Collectors.groupingBy(TenantOutcome::course, TreeMap::new, Collectors.counting())),
        chaos.kills(),
        chaos.revivals(),
        outcomes.stream().mapToInt(TenantOutcome::repeats).sum(),
        underFaults,
        settled,
        outcomes.stream().flatMap(TenantOutcome::durations).sorted().toList(),
        findings);
  }

  /** What is sent after the last job has ended is handled within moments, or not at all. */
  private void awaitClosedBooks(List<TenantOutcome> outcomes) {
    long end = System.nanoTime() + plan.settling().toNanos();
    while (System.nanoTime() < end && !booksAreClosed(outcomes)) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private boolean booksAreClosed(List<TenantOutcome> outcomes) {
    List<String> reserved =
        books.reservations().entrySet().stream()
            .filter(one -> one.getValue().equals("RESERVED"))
            .map(one -> one.getKey())
            .toList();
    return books.unsent().isEmpty()
        && books.keptData().isEmpty()
        && outcomes.stream().flatMap(TenantOutcome::ids).noneMatch(reserved::contains);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** The tenants, some at the same time. */
  private final class Customers {

    private final ExecutorService pool = Executors.newFixedThreadPool(plan.customers());
    private final AtomicInteger ended = new AtomicInteger();
    private final long end = System.nanoTime() + plan.limit().plus(plan.settling()).toNanos();
    private final List<CompletableFuture<TenantOutcome>> all =
        IntStream.rangeClosed(1, plan.tenants())
            .mapToObj(number -> CompletableFuture.supplyAsync(() -> serve(number), pool))
            .toList();

    private TenantOutcome serve(int number) {
      String tenant = String.format(Locale.ROOT, "%s-%04d", prefix, number);
      BooleanSupplier outOfTime = () -> System.nanoTime() > end;
      TenantOutcome outcome =
          new PatientCustomer(api, tenant, outOfTime).take(Course.of(number), modules);
      ended.incrementAndGet();
      return outcome;
    }

    void awaitAll(Duration limit) {
      long until = System.nanoTime() + limit.toNanos();
      long nextLine = System.nanoTime();
      while (ended.get() < all.size() && System.nanoTime() < until) {
        if (System.nanoTime() >= nextLine) {
          screen.accept(
              "%d of %d tenants have what they asked for".formatted(ended.get(), all.size()));
          nextLine += BETWEEN_LINES.toNanos();
        }
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        all.stream()
            .filter(CompletableFuture::isCompletedExceptionally)
            .forEach(CompletableFuture::join);
      }
    }

    /** Everybody stops by themselves when the time to settle is over. */
    List<TenantOutcome> results() {
      List<TenantOutcome> results = all.stream().map(CompletableFuture::join).toList();
      pool.shutdown();
      return results;
    }
  }
}
