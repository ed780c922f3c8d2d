package io.tenantry.messaging;

import static io.tenantry.messaging.KafkaRecords.header;
import static io.tenantry.messaging.Reactive.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.vertx.RunOnVertxContext;
import io.quarkus.test.vertx.UniAsserter;
import io.tenantry.contracts.Topics;
import io.tenantry.contracts.common.Isolation;
import io.tenantry.contracts.tenant.TenantRegistered;
import io.tenantry.messaging.codec.EventCodec;
import io.tenantry.messaging.event.CloudEvent;
import io.tenantry.testkit.infrastructure.PlatformServers;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformServers.class)
class ReceivingEventsTest {

  private static final String TOPIC = Topics.TENANT_MODULE_SAGA;
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Inject CountingUp counting;
  @Inject TenantsIntake intake;
  @Inject EventCodec codec;
  @Inject MeterRegistry metrics;

  @Test
  void anEventDeliveredTwiceHasOneEffect() throws Exception {
    String tenant = name();
    double before = duplicates();
    ProducerRecord<String, byte[]> event = registered(tenant);

    KafkaRecords.send(event);
    KafkaRecords.send(event);

    await().atMost(LIMIT).until(() -> duplicates() == before + 1);
    assertThat(valueOf(tenant)).isEqualTo(1);
  }

  @Test
  void anEventWhoseEffectRolledBackIsTriedAgainUntilItSucceeds() throws Exception {
    String tenant = name();
    intake.failNextTimes(tenant, 3);

    KafkaRecords.send(registered(tenant));

    await().atMost(LIMIT).until(() -> valueOf(tenant) == 1);
    assertThat(intake.attempts(tenant)).isEqualTo(4);
  }

  @Test
  void theEventsOfAKeyWaitForTheOneThatIsTriedAgain() throws Exception {
    String tenant = name();
    intake.failNextTimes(tenant, 2);

    KafkaRecords.send(registered(tenant));
    KafkaRecords.send(registered(tenant));

    await().atMost(LIMIT).until(() -> valueOf(tenant) == 2);
    assertThat(intake.attempts(tenant)).isEqualTo(4);
  }

  @Test
  void bytesThatAreNoRecordGoToTheDeadLettersWithOffsetAndReason() throws Exception {
    assertDeadLetter("no Avro".getBytes(StandardCharsets.UTF_8), "does not begin with a zero byte");
  }

  @Test
  void aSchemaThatNobodyRegisteredGoesToTheDeadLetters() throws Exception {
    byte[] value = ByteBuffer.allocate(9).put((byte) 0).putInt(987_654).putInt(42).array();

    assertDeadLetter(value, "unknown schema id 987654");
  }

  @Test
  void aTruncatedRecordGoesToTheDeadLetters() throws Exception {
    byte[] whole = registered("somebody").value();
    byte[] half = java.util.Arrays.copyOf(whole, whole.length - 4);

    assertDeadLetter(half, "the bytes are no io.tenantry.contracts.tenant.TenantRegistered");
  }

  @Test
  void aRecordOfAnotherTypeThanItSaysGoesToTheDeadLetters() throws Exception {
    byte[] other =
        codec.encode(
            TOPIC,
            new io.tenantry.contracts.tenant.TenantProvisioningFailed(
                "somebody", "code", "detail", Instant.EPOCH));

    assertDeadLetter(other, "the record is a TenantProvisioningFailed");
  }

  @Test
  void aRecordWithoutEventIdGoesToTheDeadLetters() throws Exception {
    String tenant = name();
    ProducerRecord<String, byte[]> event = registered(tenant);
    event.headers().remove(CloudEvent.ID);

    KafkaRecords.send(event);

    assertThat(header(deadLetterOf(tenant), "dead-letter-reason"))
        .contains("header ce_id is missing");
  }

  @Test
  void aTombstoneGoesToTheDeadLetters() throws Exception {
    assertDeadLetter(null, "does not begin with a zero byte");
  }

  @Test
  void anEventOfATypeThatIsNotFollowedIsPassedOver() throws Exception {
    String tenant = name();
    ProducerRecord<String, byte[]> unknown =
        new ProducerRecord<>(TOPIC, tenant, "whatever".getBytes(StandardCharsets.UTF_8));
    put(unknown, CloudEvent.ID, UUID.randomUUID().toString());
    put(unknown, CloudEvent.TYPE, "io.tenantry.JobTeleported");
    double before = deadLetters();

    KafkaRecords.send(unknown);
    KafkaRecords.send(registered(tenant));

    await().atMost(LIMIT).until(() -> valueOf(tenant) == 1);
    assertThat(deadLetters()).isEqualTo(before);
  }

  @Test
  void theTraceOfAnEventGoesOnInItsEffect() throws Exception {
    String tenant = name();
    ProducerRecord<String, byte[]> event = registered(tenant);
    put(event, CloudEvent.TRACEPARENT, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    KafkaRecords.send(event);

    await().atMost(LIMIT).until(() -> valueOf(tenant) == 1);
    assertThat(intake.traceOf(tenant)).startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-");
  }

  @Test
  @RunOnVertxContext
  void theInboxOutsideOfATransactionIsRefused(UniAsserter asserter) {
    asserter.assertFailedWith(counting::isNewWithoutTransaction, IllegalStateException.class);
  }

  private void assertDeadLetter(byte[] value, String reason) throws Exception {
    String tenant = name();
    ProducerRecord<String, byte[]> poison = registered(tenant);
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(TOPIC, null, tenant, value, poison.headers());

    long offset = KafkaRecords.send(message);
    KafkaRecords.send(registered(tenant));

    ConsumerRecord<String, byte[]> letter = deadLetterOf(tenant);
    assertThat(header(letter, "dead-letter-reason")).contains(reason);
    assertThat(header(letter, "dead-letter-topic")).isEqualTo(TOPIC);
    assertThat(header(letter, "dead-letter-offset")).isEqualTo(Long.toString(offset));
    assertThat(letter.value()).isEqualTo(value);
    await().atMost(LIMIT).until(() -> valueOf(tenant) == 1);
  }

  private static ConsumerRecord<String, byte[]> deadLetterOf(String tenant) {
    return KafkaRecords.await(
            TOPIC + Topics.DEAD_LETTER_SUFFIX, 1, message -> tenant.equals(message.key()))
        .get(0);
  }

  private ProducerRecord<String, byte[]> registered(String tenant) {
    TenantRegistered payload = new TenantRegistered(tenant, Isolation.DATABASE, Instant.EPOCH);
    ProducerRecord<String, byte[]> event =
        new ProducerRecord<>(TOPIC, tenant, codec.encode(TOPIC, payload));
    put(event, CloudEvent.ID, UUID.randomUUID().toString());
    put(event, CloudEvent.TYPE, "io.tenantry.TenantRegistered");
    put(event, CloudEvent.SOURCE, "/tenantry/tenant-module-service");
    return event;
  }

  private static void put(ProducerRecord<?, ?> message, String name, String value) {
    message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private int valueOf(String tenant) {
    return await(() -> counting.valueOf(tenant));
  }

  private double duplicates() {
    return metrics.get("tenantry.inbox.duplicates").counter().count();
  }

  private double deadLetters() {
    return metrics.find("tenantry.dead.letters").counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  private static String name() {
    return "tenant-" + UUID.randomUUID();
  }
}
