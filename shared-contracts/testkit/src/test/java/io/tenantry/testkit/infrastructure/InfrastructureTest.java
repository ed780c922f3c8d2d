package io.tenantry.testkit.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.contracts.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InfrastructureTest {

  private static Infrastructure infrastructure;

  @BeforeAll
  static void start() {
    infrastructure = Infrastructure.start();
  }

  @AfterAll
  static void stop() {
    infrastructure.close();
  }

  @Test
  void theTopicsOfThePlatformExist() throws Exception {
    Map<String, Object> client =
        Map.of("bootstrap.servers", infrastructure.kafka().bootstrapServers());
    try (Admin admin = Admin.create(client)) {
      assertThat(admin.listTopics().names().get())
          .contains(
              Topics.TENANT_MODULE_SAGA, Topics.TENANT_MODULE_SAGA + Topics.DEAD_LETTER_SUFFIX);
    }
  }

  @Test
  void thePlatformsDatabasesAreMadeOnlyOnce() {
    assertThatCode(() -> PlatformDatabases.createIn(infrastructure.postgres()))
        .doesNotThrowAnyException();
  }

  @Test
  void aServiceReachesItsOwnDatabaseAndNoOther() throws Exception {
    PostgresServer postgres = infrastructure.postgres();
    String app = "tenantry_registry_app";
    try (Connection own = postgres.connect("tenantry_registry", app, PlatformDatabases.PASSWORD)) {
      assertThat(own.isValid(1)).isTrue();
    }
    for (String other : new String[] {"tenantry_installer", "landlord", "postgres"}) {
      assertThatThrownBy(() -> postgres.connect(other, app, PlatformDatabases.PASSWORD).close())
          .as("connect to %s", other)
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("permission denied for database");
    }
  }

  @Test
  void aWrongPasswordIsRefused() {
    assertThatThrownBy(
            () ->
                infrastructure
                    .postgres()
                    .connect("landlord", PlatformDatabases.PROVISIONER, "wrong")
                    .close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }
}
