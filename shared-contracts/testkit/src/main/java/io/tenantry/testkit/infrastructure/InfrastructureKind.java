package io.tenantry.testkit.infrastructure;

import io.tenantry.testkit.process.FreePorts;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;

/** How the servers run. */
public enum InfrastructureKind {
  EMBEDDED {
    @Override
    PostgresServer postgres(Path directory) {
      return EmbeddedPostgresServer.start(directory.resolve("postgres"), FreePorts.next());
    }

    @Override
    KafkaBroker kafka(Path directory) {
      return EmbeddedKafkaBroker.start(directory.resolve("kafka"), FreePorts.next());
    }

    @Override
    SchemaRegistry schemaRegistry(Path directory) {
      return EmbeddedApicurio.startInMemory(directory.resolve("apicurio"), FreePorts.next());
    }
  },
  TESTCONTAINERS {
    @Override
    PostgresServer postgres(Path directory) {
      return Containers.postgres();
    }

    @Override
    KafkaBroker kafka(Path directory) {
      return Containers.kafka();
    }

    @Override
    SchemaRegistry schemaRegistry(Path directory) {
      return Containers.schemaRegistry();
    }
  };

  /** Starts the server; what it writes goes below the directory, when it runs on this machine. */
  abstract PostgresServer postgres(Path directory);

  abstract KafkaBroker kafka(Path directory);

  abstract SchemaRegistry schemaRegistry(Path directory);

  /**
   * The kind that the system property {@code infrastructure} asks for.
   *
   * @throws IllegalArgumentException if it asks for something else
   */
  public static InfrastructureKind chosen() {
    String wish = System.getProperty("infrastructure", "auto");
    return switch (wish) {
      case "embedded" -> EMBEDDED;
      case "testcontainers" -> TESTCONTAINERS;
      case "auto" -> DockerClientFactory.instance().isDockerAvailable() ? TESTCONTAINERS : EMBEDDED;
      default ->
          throw new IllegalArgumentException(
              "-Dinfrastructure takes auto, embedded or testcontainers, not " + wish);
    };
  }
}
