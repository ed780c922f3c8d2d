package io.tenantry.testkit.infrastructure;

/** A running Kafka broker that belongs to the test, or to the local platform, alone. */
public interface KafkaBroker extends AutoCloseable {

  /** Addresses for {@code bootstrap.servers}. */
  String bootstrapServers();

  @Override
  void close();
}
