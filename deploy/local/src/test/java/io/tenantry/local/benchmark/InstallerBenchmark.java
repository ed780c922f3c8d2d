package io.tenantry.local.benchmark;

import io.tenantry.local.client.ModuleSource;
import io.tenantry.local.client.PlatformApi;
import io.tenantry.local.platform.Platform;
import io.tenantry.testkit.infrastructure.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Installs DigitalCard in many databases of one server: with Tenantry, with psql and with Flyway.
 * They take turns, so that none of them has the server at its best all the time.
 */
final class InstallerBenchmark {

  private static final int ROUNDS = 2;
  private static final List<Integer> PSQL = List.of(1, 4);

  private final Platform platform;
  private final ModuleSource module;
  private final ModuleSql sql;
  private final FreshDatabases databases;
  private final Ledger ledger;
  private final List<Contender> contenders = new ArrayList<>();
  private final Tenantry alone;
  private final Map<Contender, Figures> figures = new LinkedHashMap<>();
  private final Map<Contender, List<String>> done = new LinkedHashMap<>();
  private Duration provisioning = Duration.ZERO;
  private int provisioned;

  /**
   * Prepares the contenders.
   *
   * @param workers numbers of workers, each of which is a contender, and of threads for Flyway
   * @param directory for a file
   */
  InstallerBenchmark(
      Platform platform, ModuleSource module, List<Integer> workers, Path directory) {
    PostgresServer server = platform.servers().postgres();
    this.platform = platform;
    this.module = module;
    this.sql = new ModuleSql(module);
    this.databases = new FreshDatabases(server);
    this.ledger = new Ledger(server);
    this.alone = new Tenantry(platform, module, 1, ledger);
    Path file = sql.inOneFile(directory);
    if (Psql.isThere()) {
      PSQL.forEach(parallel -> contenders.add(new Psql(server, file, parallel)));
    }
    for (int each : workers) {
      contenders.add(new FlywayApi(server, sql, each));
    }
    for (int each : workers) {
      contenders.add(new Tenantry(platform, module, each, ledger));
    }
  }

  /** Each contender gets as many databases as there are rounds of this many. */
  BenchmarkReport run(int perRound) {
    install(alone, perRound, "warm-up");
    for (int round = 1; round <= ROUNDS; round++) {
      for (Contender contender : contenders) {
        install(contender, perRound, "round" + round);
      }
    }
    List<String> singles = tenants("single", perRound * ROUNDS);
    Figures single = alone.oneByOne(singles);
    return new BenchmarkReport(
        Runtime.getRuntime().availableProcessors(),
        databases.version(),
        Psql.isThere(),
        figures,
        single,
        ledger.byStep(singles),
        Figures.millis(provisioning) / provisioned,
        databases.millisEach(),
        ledger.ends(last()));
  }

  /** Databases whose contents are not those of the others. */
  List<String> unequal() {
    List<String> expected = done.values().iterator().next();
    String contents = databases.contents(database(expected.get(0)));
    return done.values().stream()
        .flatMap(List::stream)
        .map(this::database)
        .filter(one -> !databases.contents(one).equals(contents))
        .toList();
  }

  /** The installations of the contender that came last, in its last round. */
  private List<String> last() {
    List<String> all = done.get(contenders.get(contenders.size() - 1));
    return all.subList(all.size() / ROUNDS * (ROUNDS - 1), all.size());
  }

  private void install(Contender contender, int count, String round) {
    List<String> targets =
        contender instanceof Tenantry
            ? tenants(round + "-" + contender.parallelism(), count)
            : databases.make(count);
    Figures came = contender.install(targets);
    if (!round.equals("warm-up")) {
      figures.merge(contender, came, Figures::plus);
      done.merge(
          contender,
          targets,
          (before, more) -> Stream.concat(before.stream(), more.stream()).toList());
    }
  }

  private List<String> tenants(String prefix, int count) {
    long start = System.nanoTime();
    List<String> tenants = alone.newTenants(prefix, count);
    provisioning = provisioning.plusNanos(System.nanoTime() - start);
    provisioned += count;
    return tenants;
  }

  private String database(String target) {
    return target.startsWith("bench_") ? target : new PlatformApi(platform).database(target);
  }
}
