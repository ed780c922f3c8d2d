package io.tenantry.local.installer;

import io.tenantry.testkit.infrastructure.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.Flyway;

/** The real Flyway, called by so many threads of a process that is warm. */
final class FlywayApi implements Contender {

  private final PostgresServer postgres;
  private final Path migrations;

  FlywayApi(PostgresServer postgres, Path directory) {
    this.postgres = postgres;
    this.migrations = DigitalCardSql.asMigrations(directory);
  }

  @Override
  public String name() {
    return "Flyway";
  }

  @Override
  public Measured install(List<Tenant> tenants, int workers) {
    ExecutorService threads = Executors.newFixedThreadPool(workers);
    long start = System.nanoTime();
    try {
      List<Future<Double>> installs =
          tenants.stream().map(tenant -> threads.submit(() -> migrate(tenant))).toList();
      List<Double> milliseconds = new ArrayList<>();
      for (Future<Double> install : installs) {
        milliseconds.add(install.get());
      }
      return new Measured((System.nanoTime() - start) / 1e9, milliseconds);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Flyway failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private double migrate(Tenant tenant) {
    long start = System.nanoTime();
    Flyway.configure()
        .dataSource(
            postgres.jdbcUrl(tenant.database()),
            PostgresServer.SUPERUSER,
            PostgresServer.SUPERUSER_PASSWORD)
        .schemas(DigitalCardSql.SCHEMA)
        .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
        .locations("filesystem:" + migrations)
        .load()
        .migrate();
    return (System.nanoTime() - start) / 1e6;
  }
}
