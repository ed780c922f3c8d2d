package io.tenantry.messaging;

import static io.tenantry.messaging.Reactive.await;
import static io.tenantry.testkit.kafka.EventClient.header;
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
  void anEventDeliveredTwiceHasOneEffect() {
    String tenant = name();
    double before = duplicates();
    ProducerRecord<String, byte[]> event = registered(tenant);

    PlatformServers.events().send(event);
    PlatformServers.events().send(event);

    await().atMost(LIMIT).until(() -> duplicates() == before + 1);
    assertThat(valueOf(tenant)).isEqualTo(1);
  }

  @Test
  void anEventWhoseEffectRolledBackIsTriedAgainUntilItSucceeds() {
    String tenant = name();
    intake.failNextTimes(tenant, 3);

    PlatformServers.events().send(registered(tenant));

    await().atMost(LIMIT).until(() -> valueOf(tenant) == 1);
    assertThat(intake.attempts(tenant)).isEqualTo(4);
  }

  @Test
  void theEventsOfAKeyWaitForTheOneThatIsTriedAgain() {
    String tenant = name();
    intake.failNextTimes(tenant, 2);

    PlatformServers.events().send(registered(tenant));
    PlatformServers.events().send(registered(tenant));

    await().atMost(LIMIT).until(() -> valueOf(tenant) == 2);
    assertThat(intake.attempts(tenant)).isEqualTo(4);
  }

  @Test
  void bytesThatAreNoRecordGoToTheDeadLettersWithOffsetAndReason() {
    assertDeadLetter("no Avro".getBytes(StandardCharsets.UTF_8), "does not begin with a zero byte");
  }

  @Test
  void aSchemaThatNobodyRegisteredGoesToTheDeadLetters() {
    byte[] value = ByteBuffer.allocate(9).put((byte) 0).putInt(987_654).putInt(42).array();

    assertDeadLetter(value, "unknown schema id 987654");
  }

  @Test
  void aTruncatedRecordGoesToTheDeadLetters() {
    byte[] whole = registered("somebody").value();
    byte[] half = java.util.Arrays.copyOf(whole, whole.length - 4);

    assertDeadLetter(half, "the bytes are no io.tenantry.contracts.tenant.TenantRegistered");
  }

  @Test
  void aRecordOfAnotherTypeThanItSaysGoesToTheDeadLetters() {
    byte[] other =
        codec.encode(
            TOPIC,
            new io.tenantry.contracts.tenant.TenantProvisioningFailed(
                "somebody", "code", "detail", Instant.EPOCH));

    assertDeadLetter(other, "the record is a TenantProvisioningFailed");
  }

  @Test
  void aRecordWithoutEventIdGoesToTheDeadLetters() {
    String tenant = name();
    ProducerRecord<String, byte[]> event = registered(tenant);
    event.headers().remove(CloudEvent.ID);

    PlatformServers.events().send(event);

    assertThat(header(deadLetterOf(tenant), "dead-letter-reason"))
        .contains("header ce_id is missing");
  }

  @Test
  void aTombstoneGoesToTheDeadLetters() {
    assertDeadLetter(null, "does not begin with a zero byte");
  }

  @Test
  void aRecordLargerThanAnEventMayBeGoesToTheDeadLettersWhole() {
    assertDeadLetter(new byte[1_048_000], "the value has 1,048,000 bytes; an event has at most");
  }

  @Test
  void aRecordWithoutKeyGoesToTheDeadLetters() {
    ProducerRecord<String, byte[]> event = registered(name());
    String id =
        new String(event.headers().lastHeader(CloudEvent.ID).value(), StandardCharsets.UTF_8);

    PlatformServers.events()
        .send(new ProducerRecord<String, byte[]>(TOPIC, 0, null, event.value(), event.headers()));

    ConsumerRecord<String, byte[]> letter =
        PlatformServers.events()
            .awaitRecords(
                TOPIC + Topics.DEAD_LETTER_SUFFIX,
                1,
                message -> id.equals(header(message, CloudEvent.ID)))
            .get(0);
    assertThat(header(letter, "dead-letter-reason")).isEqualTo("the record has no key");
  }

  @Test
  void anEventOfATypeThatIsNotFollowedIsPassedOver() {
    String tenant = name();
    ProducerRecord<String, byte[]> unknown =
        new ProducerRecord<>(TOPIC, tenant, "whatever".getBytes(StandardCharsets.UTF_8));
    header(unknown, CloudEvent.ID, UUID.randomUUID().toString());
    header(unknown, CloudEvent.TYPE, "io.tenantry.JobTeleported");
    double before = deadLetters();

    PlatformServers.events().send(unknown);
    PlatformServers.events().send(registered(tenant));

    await().atMost(LIMIT).until(() -> valueOf(tenant) == 1);
    assertThat(deadLetters()).isEqualTo(before);
  }

  @Test
  void aTombstoneIsPassedOver() {
    String tenant = name();
    double before = deadLetters();

    PlatformServers.events().send(new ProducerRecord<String, byte[]>(TOPIC, tenant, null));
    PlatformServers.events().send(registered(tenant));

    await().atMost(LIMIT).until(() -> valueOf(tenant) == 1);
    assertThat(deadLetters()).isEqualTo(before);
  }

  @Test
  void theTraceOfAnEventGoesOnInItsEffect() {
    String tenant = name();
    ProducerRecord<String, byte[]> event = registered(tenant);
    header(
        event, CloudEvent.TRACEPARENT, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    PlatformServers.events().send(event);

    await().atMost(LIMIT).until(() -> valueOf(tenant) == 1);
    assertThat(intake.traceOf(tenant)).startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-");
  }

  @Test
  @RunOnVertxContext
  void theInboxOutsideOfATransactionIsRefused(UniAsserter asserter) {
    asserter.assertFailedWith(counting::isNewWithoutTransaction, IllegalStateException.class);
  }

  private void assertDeadLetter(byte[] value, String reason) {
    String tenant = name();
    ProducerRecord<String, byte[]> poison = registered(tenant);
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(TOPIC, null, tenant, value, poison.headers());

    long offset = PlatformServers.events().send(message);
    PlatformServers.events().send(registered(tenant));

    ConsumerRecord<String, byte[]> letter = deadLetterOf(tenant);
    assertThat(header(letter, "dead-letter-reason")).contains(reason);
    assertThat(header(letter, "dead-letter-topic")).isEqualTo(TOPIC);
    assertThat(header(letter, "dead-letter-offset")).isEqualTo(Long.toString(offset));
    assertThat(letter.value()).isEqualTo(value);
    await().atMost(LIMIT).until(() -> valueOf(tenant) == 1);
  }

  private static ConsumerRecord<String, byte[]> deadLetterOf(String tenant) {
    return PlatformServers.events()
        .awaitRecords(TOPIC + Topics.DEAD_LETTER_SUFFIX, 1, message -> tenant.equals(message.key()))
        .get(0);
  }

  private ProducerRecord<String, byte[]> registered(String tenant) {
    TenantRegistered payload = new TenantRegistered(tenant, Isolation.DATABASE, Instant.EPOCH);
    ProducerRecord<String, byte[]> event =
        new ProducerRecord<>(TOPIC, tenant, codec.encode(TOPIC, payload));
    header(event, CloudEvent.ID, UUID.randomUUID().toString());
    header(event, CloudEvent.TYPE, "io.tenantry.TenantRegistered");
    header(event, CloudEvent.SOURCE, "/tenantry/tenant-module-service");
    return event;
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
