package io.tenantry.local.installer;

import io.tenantry.local.installer.Contender.Tenant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lets the contenders take turns on one server. All get databases that the platform has
 * provisioned, and that is timed apart.
 */
final class InstallerBenchmark {

  private final BenchmarkPlan plan;
  private final Tenantry tenantry;
  private final List<Contender> contenders;
  private final BenchmarkReport report = new BenchmarkReport();
  private final Map<String, List<Tenant>> done = new LinkedHashMap<>();

  InstallerBenchmark(BenchmarkPlan plan, Tenantry tenantry, List<Contender> others) {
    this.plan = plan;
    this.tenantry = tenantry;
    this.contenders = new ArrayList<>(List.of(tenantry));
    contenders.addAll(others);
    contenders.forEach(contender -> done.put(contender.name(), new ArrayList<>()));
  }

  BenchmarkReport run(Consumer<String> observer) {
    if (plan.comparesCost()) {
      report.early(atOnce());
      observer.accept("the first %d tenants: done".formatted(done.get(tenantry.name()).size()));
    }
    for (int workers : plan.workers()) {
      tenantry.work(workers);
      contenders.forEach(one -> one.install(provisioned(one, plan.warmUp()), workers));
      tenantry.jobs();
      contest(workers).forEach((contender, took) -> report.add(contender, workers, took));
      report.times("%d at once".formatted(workers), tenantry.jobs());
      observer.accept("%d at once: done".formatted(workers));
    }
    report.singles(tenantry.oneByOne(provisioned(tenantry, plan.singles())));
    observer.accept("one alone: done");
    if (plan.comparesCost()) {
      goOn();
      report.late(done.get(tenantry.name()).size(), atOnce());
    }
    return report;
  }

  /** Tenants of each contender, by its name. */
  Map<String, List<Tenant>> done() {
    return done;
  }

  private Map<String, Measured> contest(int workers) {
    Map<String, Measured> taken = new LinkedHashMap<>();
    contenders.forEach(one -> taken.put(one.name(), Measured.NOTHING));
    List<Contender> order = new ArrayList<>(contenders);
    for (int round = 0; round < plan.rounds(); round++) {
      int tenants = plan.each() / plan.rounds();
      Map<Contender, List<Tenant>> prepared =
          order.stream()
              .collect(Collectors.toMap(Function.identity(), one -> provisioned(one, tenants)));
      order.forEach(
          one -> taken.merge(one.name(), one.install(prepared.get(one), workers), Measured::and));
      Collections.rotate(order, 1);
    }
    return taken;
  }

  /** What installations cost when the services have just been started. */
  private Measured atOnce() {
    int workers = Collections.max(plan.workers());
    tenantry.startAgain(workers);
    tenantry.install(provisioned(tenantry, plan.warmUp()), workers);
    return tenantry.install(provisioned(tenantry, BenchmarkPlan.COMPARED), workers);
  }

  private void goOn() {
    int left = plan.tenants() - plan.warmUp() - BenchmarkPlan.COMPARED;
    while (done.get(tenantry.name()).size() < left) {
      int some = Math.min(BenchmarkPlan.COMPARED, left - done.get(tenantry.name()).size());
      tenantry.install(provisioned(tenantry, some), Collections.max(plan.workers()));
    }
  }

  private List<Tenant> provisioned(Contender contender, int number) {
    long start = System.nanoTime();
    List<Tenant> tenants = tenantry.provision(number);
    report.provisioned(number, (System.nanoTime() - start) / 1e9);
    done.get(contender.name()).addAll(tenants);
    return tenants;
  }
}
