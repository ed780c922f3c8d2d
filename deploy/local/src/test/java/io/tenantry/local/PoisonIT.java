package io.tenantry.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.contracts.Topics;
import io.tenantry.local.RunningPlatform.Running;
import io.tenantry.testkit.kafka.EventClient;
import io.tenantry.testkit.modules.ProjectFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records that can never be handled, in every topic that a service consumes. */
@ExtendWith(RunningPlatform.class)
class PoisonIT {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Pattern CONSUMED =
      Pattern.compile("mp\\.messaging\\.incoming\\.([^.\\s]+)\\.topic=(\\S+)");
  private static final byte[] NO_AVRO = "no Avro".getBytes(StandardCharsets.UTF_8);
  private static final byte[] UNKNOWN_SCHEMA =
      ByteBuffer.allocate(9).put((byte) 0).putInt(987_654).putInt(42).array();

  private final Running running;
  private final Jobs jobs;

  PoisonIT(Running running) {
    this.running = running;
    this.jobs = new Jobs(running);
  }

  /**
   * What no consumer reads is buried by each consumer of the topic, what has a type by those that
   * follow it.
   */
  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource({
    Topics.TENANT_MODULE_SAGA + ", JobRequested, 1, 2",
    Topics.TENANT_MODULE_SAGA + ", JobApproved, 2, 2",
    Topics.REGISTRY_SAGA + ", PlanReserved, 1, 1",
    Topics.INSTALLER_SAGA + ", JobCompleted, 1, 1",
    Topics.PARTICIPANT_ANSWERS + ", ModuleSetupCompleted, 1, 1",
    Topics.MODULES + ", ModuleVersionPublished, 1, 1"
  })
  void poisonIsBuriedWithOffsetAndReasonAndThePartitionGoesOn(
      String topic, String type, int followers, int consumers) {
    String tenant = running.newTenant();
    List<Poison> sent = new ArrayList<>();
    sent.add(send(topic, type, tenant, NO_AVRO, followers, "does not begin with a zero byte"));
    sent.add(send(topic, type, tenant, UNKNOWN_SCHEMA, followers, "unknown schema id 987654"));
    sent.add(send(topic, type, tenant, new byte[1_048_000], consumers, "the value has 1,048,000"));
    int partition = partitionOf(sent.get(0), topic);
    if (!topic.equals(Topics.MODULES)) {
      // into a compacted topic, Kafka itself takes nothing without a key
      sent.add(sendWithoutKey(topic, type, partition, consumers));
    }

    for (Poison poison : sent) {
      await(poison.reason())
          .atMost(LIMIT)
          .untilAsserted(() -> assertBuried(poison, topic, partition));
    }
    JsonNode job = jobs.ended(tenant, jobs.requestDigitalCard(tenant));
    assertThat(job.get("state").textValue()).as(job.toString()).isEqualTo("SUCCEEDED");
  }

  @Test
  void everyTopicThatAServiceConsumesIsAmongThose() throws IOException {
    Set<String> consumed = new TreeSet<>();
    for (String service :
        List.of("registry-service", "tenant-module-service", "installer-service")) {
      Path settings =
          ProjectFiles.root().resolve(service).resolve("src/main/resources/application.properties");
      Matcher channel = CONSUMED.matcher(Files.readString(settings));
      while (channel.find()) {
        consumed.add(service + " " + channel.group(2));
      }
    }

    assertThat(consumed)
        .containsExactly(
            "installer-service " + Topics.PARTICIPANT_ANSWERS,
            "installer-service " + Topics.TENANT_MODULE_SAGA,
            "registry-service " + Topics.TENANT_MODULE_SAGA,
            "tenant-module-service " + Topics.MODULES,
            "tenant-module-service " + Topics.INSTALLER_SAGA,
            "tenant-module-service " + Topics.REGISTRY_SAGA);
  }

  private Poison send(
      String topic, String type, String tenant, byte[] value, int letters, String reason) {
    return send(new ProducerRecord<>(topic, tenant, value), type, letters, reason);
  }

  private Poison sendWithoutKey(String topic, String type, int partition, int letters) {
    return send(new ProducerRecord<>(topic, partition, null, NO_AVRO), type, letters, "has no key");
  }

  private Poison send(
      ProducerRecord<String, byte[]> message, String type, int letters, String reason) {
    UUID id = UUID.randomUUID();
    EventClient.header(message, "ce_id", id.toString());
    EventClient.header(message, "ce_type", "io.tenantry." + type);
    EventClient.header(message, "ce_source", "/tenantry/somebody");
    long offset = running.events().send(message);
    return new Poison(id, offset, message.value().length, letters, reason);
  }

  private int partitionOf(Poison poison, String topic) {
    await(poison.reason()).atMost(LIMIT).until(() -> !letters(poison, topic).isEmpty());
    return Integer.parseInt(
        EventClient.header(letters(poison, topic).get(0), "dead-letter-partition"));
  }

  private void assertBuried(Poison poison, String topic, int partition) {
    assertThat(letters(poison, topic))
        .hasSize(poison.letters())
        .allSatisfy(
            letter -> {
              assertThat(EventClient.header(letter, "dead-letter-reason"))
                  .contains(poison.reason());
              assertThat(EventClient.header(letter, "dead-letter-topic")).isEqualTo(topic);
              assertThat(EventClient.header(letter, "dead-letter-partition"))
                  .isEqualTo(Integer.toString(partition));
              assertThat(EventClient.header(letter, "dead-letter-offset"))
                  .isEqualTo(Long.toString(poison.offset()));
              assertThat(letter.value()).hasSize(poison.size());
            });
  }

  private List<ConsumerRecord<String, byte[]>> letters(Poison poison, String topic) {
    return running.events().records(topic + Topics.DEAD_LETTER_SUFFIX).stream()
        .filter(one -> poison.id().toString().equals(EventClient.header(one, "ce_id")))
        .toList();
  }

  /** A record that was sent, and how often it is to be buried for which reason. */
  private record Poison(UUID id, long offset, int size, int letters, String reason) {}
}
