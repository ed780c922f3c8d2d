package io.tenantry.local.installer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.local.installer.Contender.Tenant;
import io.tenantry.local.platform.Platform;
import io.tenantry.local.platform.PlatformOptions;
import io.tenantry.local.platform.Servers;
import io.tenantry.testkit.infrastructure.Infrastructure;
import io.tenantry.testkit.infrastructure.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How long installations take, beside psql and Flyway. In the build it only checks that everybody
 * does the work; {@code deploy/benchmark installer} measures.
 */
class InstallerBenchmarkIT {

  private static final String MADE =
      """
      select (select count(*) from pg_tables
          where schemaname = 'digital_card' and tablename <> 'flyway_schema_history')
        + (select count(*) from pg_views where schemaname = 'digital_card')
        + (select count(*) from digital_card.setting)
      """;

  /** Six tables, a view, and the row that the setup writes. */
  private static final int EVERYTHING = 8;

  @Test
  void everyoneInstallsTheSame() throws SQLException {
    BenchmarkPlan plan = BenchmarkPlan.chosen();
    try (Infrastructure infrastructure = Infrastructure.start();
        Platform platform = platform(infrastructure);
        Tenantry tenantry = new Tenantry(platform)) {
      InstallerBenchmark benchmark = new InstallerBenchmark(plan, tenantry, others(infrastructure));
      System.out.println(machine(infrastructure.postgres()));
      List<String> lines = benchmark.run(System.out::println).lines();

      lines.forEach(System.out::println);
      benchmark.done().forEach((name, tenants) -> assertInstalled(infrastructure, name, tenants));
      assertThat(String.join("\n", lines))
          .contains(benchmark.done().keySet())
          .contains("of Flyway", "tenant-migrations", "between steps", "goal: below 500");
    }
  }

  private static Platform platform(Infrastructure infrastructure) {
    PlatformOptions options = PlatformOptions.onFreePorts(infrastructure.directory());
    return Platform.start(
        BenchmarkPlan.isInEarnest() ? options.asInProduction() : options,
        Servers.of(infrastructure));
  }

  private static List<Contender> others(Infrastructure infrastructure) {
    List<Contender> others = new ArrayList<>();
    if (Psql.isThere()) {
      others.add(new Psql(infrastructure.postgres(), infrastructure.directory().resolve("psql")));
    } else {
      System.out.println("There is no psql on the PATH to compare with");
    }
    others.add(
        new FlywayApi(infrastructure.postgres(), infrastructure.directory().resolve("flyway")));
    return others;
  }

  private static String machine(PostgresServer postgres) throws SQLException {
    try (Connection connection = postgres.superuser("postgres")) {
      return "%d processors, PostgreSQL %s, Java %s"
          .formatted(
              Runtime.getRuntime().availableProcessors(),
              connection.getMetaData().getDatabaseProductVersion(),
              Runtime.version().feature());
    }
  }

  private static void assertInstalled(
      Infrastructure infrastructure, String name, List<Tenant> tenants) {
    assertThat(tenants).isNotEmpty();
    for (Tenant tenant : tenants) {
      try (Connection connection = infrastructure.postgres().superuser(tenant.database());
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(MADE)) {
        row.next();
        assertThat(row.getInt(1)).as(name + " for " + tenant.id()).isEqualTo(EVERYTHING);
      } catch (SQLException e) {
        throw new AssertionError(name + " for " + tenant.id(), e);
      }
    }
  }
}
