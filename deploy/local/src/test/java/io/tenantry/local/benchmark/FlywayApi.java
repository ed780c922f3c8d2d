package io.tenantry.local.benchmark;

import io.tenantry.testkit.infrastructure.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.flywaydb.core.Flyway;

/** The real Flyway, called from as many threads; the setup follows on a connection of its own. */
record FlywayApi(PostgresServer server, ModuleSql sql, int parallelism) implements Contender {

  @Override
  public String name() {
    return "Flyway " + parallelism;
  }

  @Override
  public Figures install(List<String> databases) {
    ExecutorService threads = Executors.newFixedThreadPool(parallelism);
    long start = System.nanoTime();
    List<CompletableFuture<Duration>> all =
        databases.stream()
            .map(one -> CompletableFuture.supplyAsync(() -> migrate(one), threads))
            .toList();
    List<Duration> each = new ArrayList<>();
    all.forEach(one -> each.add(one.join()));
    Duration wall = Duration.ofNanos(System.nanoTime() - start);
    threads.shutdown();
    return new Figures(databases.size(), wall, each);
  }

  private Duration migrate(String database) {
    long start = System.nanoTime();
    Flyway.configure()
        .dataSource(
            server.jdbcUrl(database), PostgresServer.SUPERUSER, PostgresServer.SUPERUSER_PASSWORD)
        .schemas(sql.module().name())
        .placeholderReplacement(false)
        .locations("filesystem:" + sql.migrations())
        .load()
        .migrate();
    try (Connection connection = server.superuser(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql.setup());
    } catch (SQLException e) {
      throw new IllegalStateException("the setup failed", e);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
