package io.tenantry.messaging;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** The service's own database, with a role for each purpose. */
@ConfigMapping(prefix = "tenantry.database")
public interface DatabaseSettings {

  String host();

  @Min(1)
  @Max(65_535)
  int port();

  String name();

  /** Connections of the service's work at the same time. */
  @Min(1)
  int maxConnections();

  /** Owns the tables and migrates them. */
  Role owner();

  /** Does the service's work. */
  Role app();

  /** Relays the outbox. */
  Role relay();

  interface Role {

    String username();

    String password();
  }
}
