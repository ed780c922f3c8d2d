package io.tenantry.testkit.infrastructure;

import java.net.URI;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The three servers as containers, from the images that production uses. */
final class Containers {

  private static final int APICURIO_PORT = 8080;

  private Containers() {}

  static PostgresServer postgres() {
    PostgreSQLContainer container =
        new PostgreSQLContainer(DockerImageName.parse("postgres:15"))
            .withUsername(PostgresServer.SUPERUSER)
            .withPassword(PostgresServer.SUPERUSER_PASSWORD)
            .withDatabaseName(PostgresServer.SUPERUSER)
            .withCommand("postgres", "-c", "max_connections=300", "-c", "fsync=off");
    container.start();
    return new PostgresServer() {
      @Override
      public String host() {
        return container.getHost();
      }

      @Override
      public int port() {
        return container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT);
      }

      @Override
      public String logged() {
        return container.getLogs();
      }

      @Override
      public void close() {
        container.stop();
      }
    };
  }

  static KafkaBroker kafka() {
    KafkaContainer container =
        new KafkaContainer(DockerImageName.parse("apache/kafka:4.1.1"))
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
    container.start();
    return new KafkaBroker() {
      @Override
      public String bootstrapServers() {
        return container.getBootstrapServers();
      }

      @Override
      public void close() {
        container.stop();
      }
    };
  }

  @SuppressWarnings("resource") // closed through the returned registry
  static SchemaRegistry schemaRegistry() {
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse("quay.io/apicurio/apicurio-registry:3.0.9"))
            .withExposedPorts(APICURIO_PORT)
            .waitingFor(Wait.forHttp("/health/ready").forPort(APICURIO_PORT));
    container.start();
    return new SchemaRegistry() {
      @Override
      public URI address() {
        return URI.create(
            "http://%s:%d".formatted(container.getHost(), container.getMappedPort(APICURIO_PORT)));
      }

      @Override
      public void close() {
        container.stop();
      }
    };
  }
}
