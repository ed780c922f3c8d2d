package io.tenantry.local.faults;

import io.tenantry.local.client.ModuleSource;
import io.tenantry.local.client.PlatformApi;
import io.tenantry.local.platform.Platform;
import io.tenantry.local.platform.Servers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Installs a module for many tenants while services are killed, and checks what comes of it. */
public final class FaultRun {

  private static final int ONE_IN_TEN = 10;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(15);

  private final Platform platform;
  private final FaultPlan plan;
  private final Consumer<String> screen;
  private final PlatformApi api;
  private final Books books;
  private final String prefix = "f" + UUID.randomUUID().toString().substring(0, 6);
  private final ModuleSource module = ModuleSource.of("digital-card");
  private final ModuleSource brokenModule = ModuleSource.of("digital-card-broken");

  public FaultRun(Platform platform, FaultPlan plan, Consumer<String> screen) {
    this.platform = platform;
    this.plan = plan;
    this.screen = screen;
    this.api = new PlatformApi(platform);
    Servers servers = platform.servers();
    this.books = new Books(servers.postgres(), servers.kafka(), servers.schemaRegistry());
  }

  /** Takes as long as the installations take; every service runs again in the end. */
  public FaultReport run() {
    screen.accept("Publishing the modules, and installing for a reference without faults");
    api.publish(module);
    api.publish(brokenModule);
    Reference reference = Reference.make(api, platform.servers().postgres(), books, module, prefix);
    screen.accept(
        "%d installations, killing a service every %s s with seed %d"
            .formatted(plan.installations(), plan.killEvery(), plan.seed()));
    long start = System.nanoTime();
    Chaos chaos = new Chaos(platform.services(), plan.killEvery(), plan.seed());
    Customers customers = new Customers();
    chaos.begin();
    customers.awaitAll(plan.limit());
    Duration underFaults = since(start);
    screen.accept("The last restart");
    chaos.close();
    long restarted = System.nanoTime();
    List<Installation> installations = customers.results();
    awaitClosedBooks(installations);
    Duration settled = since(restarted);
    screen.accept("Checking %d databases".formatted(installations.size()));
    List<Finding> findings =
        new Verification(platform.servers().postgres(), books, reference, installations).findings();
    return new FaultReport(
        plan,
        (int) installations.stream().filter(Installation::broken).count(),
        chaos.kills(),
        chaos.revivals(),
        installations.stream().mapToInt(Installation::repeats).sum(),
        underFaults,
        settled,
        installations.stream()
            .map(Installation::duration)
            .flatMap(Optional::stream)
            .sorted()
            .toList(),
        findings);
  }

  /** What is sent after the last job has ended is handled within moments, or not at all. */
  private void awaitClosedBooks(List<Installation> installations) {
    long end = System.nanoTime() + plan.settling().toNanos();
    while (System.nanoTime() < end && !booksAreClosed(installations)) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private boolean booksAreClosed(List<Installation> installations) {
    List<String> reserved =
        books.reservations().entrySet().stream()
            .filter(one -> one.getValue().equals("RESERVED"))
            .map(one -> one.getKey())
            .toList();
    return books.unsent().isEmpty()
        && installations.stream()
            .noneMatch(one -> one.job().filter(reserved::contains).isPresent());
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** The tenants, some at the same time. */
  private final class Customers {

    private final ExecutorService pool = Executors.newFixedThreadPool(plan.customers());
    private final AtomicInteger ended = new AtomicInteger();
    private final long end = System.nanoTime() + plan.limit().plus(plan.settling()).toNanos();
    private final List<CompletableFuture<Installation>> all =
        IntStream.rangeClosed(1, plan.installations())
            .mapToObj(number -> CompletableFuture.supplyAsync(() -> serve(number), pool))
            .toList();

    private Installation serve(int number) {
      boolean broken = number % ONE_IN_TEN == 0;
      String tenant = String.format(Locale.ROOT, "%s-%04d", prefix, number);
      BooleanSupplier outOfTime = () -> System.nanoTime() > end;
      Installation installation =
          new PatientCustomer(api, tenant, outOfTime)
              .install(broken ? brokenModule : module, broken);
      ended.incrementAndGet();
      return installation;
    }

    void awaitAll(Duration limit) {
      long until = System.nanoTime() + limit.toNanos();
      long nextLine = System.nanoTime();
      while (ended.get() < all.size() && System.nanoTime() < until) {
        if (System.nanoTime() >= nextLine) {
          screen.accept("%d of %d jobs have ended".formatted(ended.get(), all.size()));
          nextLine += BETWEEN_LINES.toNanos();
        }
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        all.stream()
            .filter(CompletableFuture::isCompletedExceptionally)
            .forEach(CompletableFuture::join);
      }
    }

    /** Everybody stops by themselves when the time to settle is over. */
    List<Installation> results() {
      List<Installation> results = all.stream().map(CompletableFuture::join).toList();
      pool.shutdown();
      return results;
    }
  }
}
