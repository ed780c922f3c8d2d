package io.tenantry.testkit.infrastructure;

import java.net.URI;

/** A running schema registry that belongs to the test, or to the local platform, alone. */
public interface SchemaRegistry extends AutoCloseable {

  /** Address without path, such as {@code http://localhost:8080}. */
  URI address();

  /** Address of the registry's own API, which the services use. */
  default URI nativeApi() {
    return address().resolve("/apis/registry/v3");
  }

  /** Address of the Confluent-compatible API, which stock Avro clients use. */
  default URI confluentApi() {
    return address().resolve("/apis/ccompat/v7");
  }

  @Override
  void close();
}
