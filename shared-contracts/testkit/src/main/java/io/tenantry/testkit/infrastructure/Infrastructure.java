package io.tenantry.testkit.infrastructure;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * PostgreSQL, Kafka and a schema registry that tests run against.
 *
 * <p>The system property {@code infrastructure} says how they run: {@code embedded} as processes
 * from libraries, {@code testcontainers} as containers, {@code auto} (the default) as containers
 * when a Docker daemon answers and embedded otherwise.
 */
public final class Infrastructure implements AutoCloseable {

  private final TemporaryDirectory directory;
  private final PostgresServer postgres;
  private final KafkaBroker kafka;
  private final SchemaRegistry schemaRegistry;

  private Infrastructure(
      TemporaryDirectory directory,
      PostgresServer postgres,
      KafkaBroker kafka,
      SchemaRegistry schemaRegistry) {
    this.directory = directory;
    this.postgres = postgres;
    this.kafka = kafka;
    this.schemaRegistry = schemaRegistry;
  }

  /** Starts all three side by side, with the platform's databases and topics in them. */
  public static Infrastructure start() {
    InfrastructureKind kind = InfrastructureKind.chosen();
    TemporaryDirectory directory = TemporaryDirectory.create();
    Path path = directory.path();
    CompletableFuture<PostgresServer> postgres = inBackground(() -> kind.postgres(path));
    CompletableFuture<KafkaBroker> kafka = inBackground(() -> kind.kafka(path));
    CompletableFuture<SchemaRegistry> schemas = inBackground(() -> kind.schemaRegistry(path));
    Infrastructure started =
        new Infrastructure(directory, postgres.join(), kafka.join(), schemas.join());
    PlatformDatabases.createIn(started.postgres);
    PlatformTopics.createIn(started.kafka);
    return started;
  }

  /** For files that the tests need while the servers run. */
  public Path directory() {
    return directory.path();
  }

  public PostgresServer postgres() {
    return postgres;
  }

  public KafkaBroker kafka() {
    return kafka;
  }

  public SchemaRegistry schemaRegistry() {
    return schemaRegistry;
  }

  @Override
  public void close() {
    schemaRegistry.close();
    kafka.close();
    postgres.close();
    directory.close();
  }

  private static <T> CompletableFuture<T> inBackground(Supplier<T> start) {
    return CompletableFuture.supplyAsync(start, command -> new Thread(command).start());
  }
}
