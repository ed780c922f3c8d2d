package io.tenantry.local.platform;

import io.tenantry.testkit.infrastructure.EmbeddedApicurio;
import io.tenantry.testkit.infrastructure.EmbeddedKafkaBroker;
import io.tenantry.testkit.infrastructure.EmbeddedPostgresServer;
import io.tenantry.testkit.infrastructure.Infrastructure;
import io.tenantry.testkit.infrastructure.KafkaBroker;
import io.tenantry.testkit.infrastructure.PlatformDatabases;
import io.tenantry.testkit.infrastructure.PlatformTopics;
import io.tenantry.testkit.infrastructure.PostgresServer;
import io.tenantry.testkit.infrastructure.SchemaRegistry;
import io.tenantry.testkit.process.FreePorts;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** PostgreSQL, Kafka and the schema registry that a platform runs on. */
public record Servers(PostgresServer postgres, KafkaBroker kafka, SchemaRegistry schemaRegistry)
    implements AutoCloseable {

  /** Starts them as processes that keep their data in a directory; all of them, or none. */
  public static Servers embedded(Path directory) {
    CompletableFuture<EmbeddedKafkaBroker> kafka =
        CompletableFuture.supplyAsync(
            () -> EmbeddedKafkaBroker.start(directory.resolve("kafka"), FreePorts.next()));
    Deque<Runnable> started = new ArrayDeque<>();
    try {
      EmbeddedPostgresServer postgres =
          EmbeddedPostgresServer.start(directory.resolve("postgres"), FreePorts.next());
      started.push(postgres::close);
      PlatformDatabases.createIn(postgres);
      EmbeddedApicurio schemaRegistry = apicurio(postgres, directory.resolve("apicurio"));
      started.push(schemaRegistry::close);
      EmbeddedKafkaBroker broker = joined(kafka);
      PlatformTopics.createIn(broker);
      return new Servers(postgres, broker, schemaRegistry);
    } catch (RuntimeException e) {
      kafka.thenAccept(EmbeddedKafkaBroker::close).exceptionally(failed -> null).join();
      started.forEach(Runnable::run);
      throw e;
    }
  }

  private static EmbeddedApicurio apicurio(PostgresServer postgres, Path directory) {
    return EmbeddedApicurio.startOn(
        postgres, PlatformDatabases.SCHEMA_REGISTRY, directory, FreePorts.next());
  }

  /** Takes those that tests run against, whatever kind they are. */
  public static Servers of(Infrastructure infrastructure) {
    return new Servers(
        infrastructure.postgres(), infrastructure.kafka(), infrastructure.schemaRegistry());
  }

  @Override
  public void close() {
    schemaRegistry.close();
    kafka.close();
    postgres.close();
  }

  private static <T> T joined(CompletableFuture<T> start) {
    try {
      return start.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
