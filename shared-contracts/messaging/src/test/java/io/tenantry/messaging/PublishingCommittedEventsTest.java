package io.tenantry.messaging;

import static io.tenantry.messaging.Reactive.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.vertx.RunOnVertxContext;
import io.quarkus.test.vertx.UniAsserter;
import io.tenantry.contracts.EventType;
import io.tenantry.contracts.Topics;
import io.tenantry.contracts.tenant.TenantProvisioningFailed;
import io.tenantry.messaging.event.CloudEvent;
import io.tenantry.testkit.infrastructure.PlatformServers;
import io.tenantry.testkit.kafka.EventClient;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

@QuarkusTest
@WithTestResource(PlatformServers.class)
class PublishingCommittedEventsTest {

  private static final String TOPIC = Topics.INSTALLER_SAGA;

  @Inject CountingUp counting;

  @Test
  void aCommittedEventIsPublishedAsACloudEvent() throws Exception {
    String tenant = name();

    await(() -> counting.countUp(tenant));

    ConsumerRecord<String, byte[]> message = eventsOf(tenant, 1).get(0);
    assertThat(message.key()).isEqualTo(tenant);
    assertThat(header(message, CloudEvent.SPEC_VERSION)).isEqualTo("1.0");
    assertThat(UUID.fromString(header(message, CloudEvent.ID))).isNotNull();
    assertThat(header(message, CloudEvent.TYPE)).isEqualTo("io.tenantry.TenantProvisioningFailed");
    assertThat(header(message, CloudEvent.SOURCE)).isEqualTo("/tenantry/registry-service");
    assertThat(header(message, CloudEvent.SUBJECT)).isEqualTo(tenant);
    assertThat(header(message, CloudEvent.TIME)).endsWith("Z");
    assertThat(header(message, CloudEvent.CORRELATION_ID)).isEqualTo("correlation-of-" + tenant);
    assertThat(Long.parseLong(header(message, CloudEvent.SEQUENCE))).isPositive();
    assertThat(header(message, CloudEvent.TRACEPARENT))
        .isEqualTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    assertThat(header(message, CloudEvent.CONTENT_TYPE)).isEqualTo("application/avro");
  }

  @Test
  void aStockAvroClientReadsTheEventThroughTheConfluentApi() throws Exception {
    String tenant = name();

    await(() -> counting.countUp(tenant));

    ByteBuffer value = ByteBuffer.wrap(eventsOf(tenant, 1).get(0).value());
    assertThat(value.get()).isZero();
    Schema schema = schemaFromConfluentApi(value.getInt());
    GenericRecord event =
        new GenericDatumReader<GenericRecord>(schema)
            .read(
                null,
                DecoderFactory.get()
                    .binaryDecoder(value.array(), value.position(), value.remaining(), null));
    assertThat(event.get("tenantId")).hasToString(tenant);
    assertThat(event.get("code")).hasToString("1");
  }

  @Test
  void anEventOfARolledBackTransactionIsNotPublished() throws Exception {
    String tenant = name();

    await(() -> counting.countUpAndFail(tenant).onFailure().recoverWithItem(0));
    await(() -> counting.countUp(tenant));

    assertThat(codes(eventsOf(tenant, 1))).containsExactly("1");
    assertThat(await(() -> counting.valueOf(tenant))).isEqualTo(1);
  }

  @Test
  void eventsOfAKeyAreInTheOrderOfTheCommitsWhileManyWrite() throws Exception {
    List<String> tenants = List.of(name(), name(), name());
    int each = 60;
    ExecutorService clients = Executors.newFixedThreadPool(8);
    for (int i = 0; i < each * tenants.size(); i++) {
      String tenant = tenants.get(i % tenants.size());
      clients.submit(() -> await(() -> counting.countUp(tenant)));
    }
    clients.shutdown();
    assertThat(clients.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

    for (String tenant : tenants) {
      assertThat(codes(eventsOf(tenant, each)))
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, each).mapToObj(Integer::toString).toList());
    }
  }

  @Test
  void anEventIsNotPublishedBeforeOneOfTheSameKeyThatCommitsLater() throws Exception {
    String tenant = name();
    ExecutorService clients = Executors.newFixedThreadPool(2);

    Future<?> slow = clients.submit(() -> publish(tenant, 1, Duration.ofSeconds(1)));
    Awaitility.await().until(() -> isLocked(tenant));
    Future<?> quick = clients.submit(() -> publish(tenant, 2, Duration.ofMillis(1)));
    slow.get();
    quick.get();
    clients.shutdown();

    assertThat(codes(eventsOf(tenant, 2))).containsExactly("1", "2");
  }

  @Test
  void eventsThatAreAppendedTogetherKeepTheirOrder() {
    String tenant = name();

    await(() -> counting.publish(tenant, List.of(3, 1, 2, 5, 4)));
    await(() -> counting.publish(tenant, List.of()));

    assertThat(codes(eventsOf(tenant, 5))).containsExactly("3", "1", "2", "5", "4");
  }

  @Test
  void aTombstoneComesAfterTheEventsOfItsKeyAndBeforeThoseThatFollow() {
    String tenant = name();

    await(() -> counting.countUpAndBury(tenant));
    await(() -> counting.countUp(tenant));

    List<ConsumerRecord<String, byte[]>> records = eventsOf(tenant, 3);
    assertThat(records).extracting(one -> one.value() == null).containsExactly(false, true, false);
    assertThat(codes(List.of(records.get(0), records.get(2)))).containsExactly("1", "2");
    ConsumerRecord<String, byte[]> tombstone = records.get(1);
    assertThat(header(tombstone, CloudEvent.SUBJECT)).isEqualTo(tenant);
    assertThat(header(tombstone, CloudEvent.CORRELATION_ID)).isEqualTo("correlation-of-" + tenant);
    assertThat(Long.parseLong(header(tombstone, CloudEvent.SEQUENCE)))
        .isGreaterThan(Long.parseLong(header(records.get(0), CloudEvent.SEQUENCE)))
        .isLessThan(Long.parseLong(header(records.get(2), CloudEvent.SEQUENCE)));
    assertThat(tombstone.headers().lastHeader(CloudEvent.TYPE)).isNull();
    assertThat(tombstone.headers().lastHeader(CloudEvent.SPEC_VERSION)).isNull();
  }

  @Test
  @RunOnVertxContext
  void aTombstoneOutsideOfATransactionIsRefused(UniAsserter asserter) {
    asserter.assertFailedWith(counting::buryWithoutTransaction, IllegalStateException.class);
  }

  @Test
  @RunOnVertxContext
  void anEventOutsideOfATransactionIsRefused(UniAsserter asserter) {
    asserter.assertFailedWith(counting::appendWithoutTransaction, IllegalStateException.class);
  }

  private Void publish(String tenant, int value, Duration untilCommit) {
    return await(() -> counting.publish(tenant, value, untilCommit));
  }

  /** Whether a transaction that is not over has put an event of that key into the outbox. */
  private static boolean isLocked(String key) throws SQLException {
    try (Connection connection =
            PlatformServers.running().postgres().superuser("tenantry_registry");
        PreparedStatement lock =
            connection.prepareStatement(
                """
                insert into messaging.outbox_key values (?, ?)
                on conflict do nothing
                """)) {
      connection.createStatement().execute("set lock_timeout = '50ms'");
      lock.setString(1, TOPIC);
      lock.setString(2, key);
      connection.setAutoCommit(false);
      lock.executeUpdate();
      connection.rollback();
      return false;
    } catch (PSQLException waiting) {
      return true;
    }
  }

  private static List<ConsumerRecord<String, byte[]>> eventsOf(String tenant, int count) {
    return PlatformServers.events()
        .awaitRecords(TOPIC, count, message -> message.key().equals(tenant));
  }

  private static List<String> codes(List<ConsumerRecord<String, byte[]>> messages) {
    return messages.stream()
        .map(
            message ->
                (TenantProvisioningFailed)
                    PlatformServers.events()
                        .decode(EventType.TENANT_PROVISIONING_FAILED, message.value()))
        .map(TenantProvisioningFailed::getCode)
        .toList();
  }

  private static String header(ConsumerRecord<?, ?> message, String name) {
    return EventClient.header(message, name);
  }

  private static Schema schemaFromConfluentApi(int id) throws Exception {
    URI api = PlatformServers.running().schemaRegistry().confluentApi();
    String answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(api + "/schemas/ids/" + id)).build(),
                BodyHandlers.ofString())
            .body();
    return new Schema.Parser().parse(new io.vertx.core.json.JsonObject(answer).getString("schema"));
  }

  private static String name() {
    return "tenant-" + UUID.randomUUID();
  }
}
