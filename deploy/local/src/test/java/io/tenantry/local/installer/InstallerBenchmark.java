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

  private static final int WARM_UP = 10;
  private static final int AT_A_TIME = 90;

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
    int most = Collections.max(plan.workers());
    for (int workers : plan.workers()) {
      tenantry.work(workers);
      warmUp(workers);
      contest(workers).forEach((contender, took) -> report.add(contender, workers, took));
      observer.accept("%d at the same time: done".formatted(workers));
    }
    report.singles(tenantry.oneByOne(provisioned(tenantry, plan.singles())));
    observer.accept("one after the other: done");
    goOn(most);
    return report;
  }

  /** Tenants of each contender, by its name. */
  Map<String, List<Tenant>> done() {
    return done;
  }

  private void warmUp(int workers) {
    int tenants = Math.min(WARM_UP, plan.each());
    contenders.forEach(one -> one.install(provisioned(one, tenants), workers));
  }

  private Map<String, Measured> contest(int workers) {
    Map<String, Measured> taken =
        contenders.stream().collect(Collectors.toMap(Contender::name, one -> Measured.NOTHING));
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

  /** Until Tenantry has so many tenants; the first and the last of them are compared. */
  private void goOn(int workers) {
    int more = plan.tenants() - done.get(tenantry.name()).size();
    if (more < 2 * AT_A_TIME) {
      return;
    }
    report.early(tenantry.install(provisioned(tenantry, AT_A_TIME), workers));
    for (int left = more - AT_A_TIME; left > AT_A_TIME; left -= AT_A_TIME) {
      tenantry.install(provisioned(tenantry, Math.min(AT_A_TIME, left - AT_A_TIME)), workers);
    }
    int before = done.get(tenantry.name()).size();
    report.late(before, tenantry.install(provisioned(tenantry, AT_A_TIME), workers));
  }

  private List<Tenant> provisioned(Contender contender, int number) {
    long start = System.nanoTime();
    List<Tenant> tenants = tenantry.provision(number);
    report.provisioned(number, (System.nanoTime() - start) / 1e9);
    done.get(contender.name()).addAll(tenants);
    return tenants;
  }
}
