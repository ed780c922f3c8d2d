package io.tenantry.local.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.local.client.ModuleSource;
import io.tenantry.local.client.PlatformApi;
import io.tenantry.local.platform.Platform;
import io.tenantry.local.platform.PlatformOptions;
import io.tenantry.local.platform.Servers;
import io.tenantry.testkit.infrastructure.Infrastructure;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long installations take, beside psql and Flyway. In the build it only checks that everybody
 * does the same; {@code deploy/benchmark installer} measures.
 */
class InstallerBenchmarkIT {

  private static final int TENANTS = Integer.getInteger("benchmark.tenants", 4);
  private static final List<Integer> WORKERS =
      Stream.of(System.getProperty("benchmark.workers", "2").split(","))
          .map(Integer::valueOf)
          .toList();

  @TempDir private Path directory;

  @Test
  void everybodyDoesTheSame() {
    ModuleSource module = ModuleSource.of("digital-card");
    try (Infrastructure infrastructure = Infrastructure.start()) {
      Platform platform =
          Platform.start(
              PlatformOptions.onFreePorts(infrastructure.directory()).asInProduction(),
              Servers.of(infrastructure));
      try {
        new PlatformApi(platform).publish(module);
        InstallerBenchmark benchmark = new InstallerBenchmark(platform, module, WORKERS, directory);

        BenchmarkReport report = benchmark.run(Math.max(1, TENANTS / 2));

        report.lines().forEach(System.out::println);
        assertThat(benchmark.unequal()).as("databases that differ from the others").isEmpty();
        assertThat(report.figures().values())
            .hasSizeGreaterThanOrEqualTo(2 * WORKERS.size())
            .allMatch(came -> came.perSecond() > 0 && came.percentile(50) > 0);
        assertThat(report.steps())
            .containsKeys("tenant-migrations", "setup", "verification", "between-steps");
      } finally {
        platform.stopServices();
      }
    }
  }
}
