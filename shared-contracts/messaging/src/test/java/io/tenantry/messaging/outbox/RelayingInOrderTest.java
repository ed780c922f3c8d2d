package io.tenantry.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantry.contracts.EventType;
import io.tenantry.contracts.tenant.TenantProvisioningFailed;
import io.tenantry.testkit.infrastructure.PlatformDatabases;
import io.tenantry.testkit.infrastructure.PlatformServers;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;

/** What the relay does when an event cannot be sent, and when there is more than one relay. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class RelayingInOrderTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Inject OutboxStore store;
  @Inject @Readiness OutboxReadiness readiness;

  @Test
  void nothingOfAKeyIsSentAfterAnEventThatCannotBe() throws Exception {
    String blocked = name();
    String other = name();
    long corrupt = insert(blocked, new byte[] {1, 2, 3});
    long behind = insert(blocked, valid(blocked));
    long beside = insert(other, valid(other));

    await().atMost(LIMIT).until(() -> isSent(beside));
    assertThat(isSent(corrupt)).isFalse();
    assertThat(isSent(behind)).isFalse();

    mend(corrupt, valid(blocked));
    await().atMost(LIMIT).until(() -> isSent(corrupt) && isSent(behind));
  }

  @Test
  void aTombstoneWaitsBehindAnEventThatCannotBeSent() throws Exception {
    String blocked = name();
    long corrupt = insert(blocked, new byte[] {1, 2, 3});
    long tombstone = insertTombstone(blocked);
    long beside = insertTombstone(name());

    await().atMost(LIMIT).until(() -> isSent(beside));
    assertThat(isSent(tombstone)).isFalse();

    mend(corrupt, valid(blocked));
    await().atMost(LIMIT).until(() -> isSent(corrupt) && isSent(tombstone));
  }

  @Test
  void theServiceIsNotReadyWhileAnEventWaitsForTooLong() throws Exception {
    String tenant = name();
    long corrupt = insert(tenant, new byte[] {1, 2, 3});

    await().atMost(LIMIT).until(() -> readiness.call().getStatus() == Status.DOWN);
    assertThat(readiness.call().getData().orElseThrow())
        .containsEntry("maxAgeSeconds", 2L)
        .containsEntry("unsent", 1L);

    mend(corrupt, valid(tenant));
    await().atMost(LIMIT).until(() -> readiness.call().getStatus() == Status.UP);
  }

  @Test
  void oneHolderHasTheLeaseUntilItEndsOrIsReleased() throws Exception {
    String name = name();
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();

    assertThat(store.lease(name, first, Duration.ofMinutes(1))).isTrue();
    assertThat(store.lease(name, first, Duration.ofMinutes(1))).isTrue();
    assertThat(store.lease(name, second, Duration.ofMinutes(1))).isFalse();

    store.release(name, first);
    assertThat(store.lease(name, second, Duration.ofMillis(1))).isTrue();
    await().atMost(LIMIT).until(() -> store.lease(name, first, Duration.ofMinutes(1)));
  }

  private static byte[] valid(String tenant) throws Exception {
    ByteBuffer encoded =
        new TenantProvisioningFailed(tenant, "code", "detail", Instant.EPOCH).toByteBuffer();
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }

  private static long insertTombstone(String key) throws SQLException {
    return insert(key, null, null);
  }

  private static long insert(String key, byte[] payload) throws SQLException {
    return insert(key, EventType.TENANT_PROVISIONING_FAILED.typeName(), payload);
  }

  private static long insert(String key, String type, byte[] payload) throws SQLException {
    String sql =
        """
        insert into messaging.outbox
          (event_id, topic, key, type, subject, correlation_id, occurred_at, payload)
        values (gen_random_uuid(), ?, ?, ?, 'subject', 'correlation', now(), ?)
        returning id
        """;
    try (Connection connection = owner();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, EventType.TENANT_PROVISIONING_FAILED.topic());
      statement.setString(2, key);
      statement.setString(3, type);
      statement.setBytes(4, payload);
      try (ResultSet id = statement.executeQuery()) {
        id.next();
        return id.getLong(1);
      }
    }
  }

  private static void mend(long id, byte[] payload) throws SQLException {
    try (Connection connection = owner();
        PreparedStatement statement =
            connection.prepareStatement("update messaging.outbox set payload = ? where id = ?")) {
      statement.setBytes(1, payload);
      statement.setLong(2, id);
      statement.executeUpdate();
    }
  }

  private static boolean isSent(long id) throws SQLException {
    try (Connection connection = owner();
        PreparedStatement statement =
            connection.prepareStatement(
                "select sent_at is not null from messaging.outbox where id = ?")) {
      statement.setLong(1, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private static Connection owner() throws SQLException {
    return PlatformServers.running()
        .postgres()
        .connect("tenantry_registry", "tenantry_registry_owner", PlatformDatabases.PASSWORD);
  }

  private static String name() {
    return "tenant-" + UUID.randomUUID();
  }
}
