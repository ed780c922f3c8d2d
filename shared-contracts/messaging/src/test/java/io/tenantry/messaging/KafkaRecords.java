package io.tenantry.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenantry.testkit.infrastructure.PlatformServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Reads and writes topics with the plain client, as somebody else would. */
final class KafkaRecords {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private KafkaRecords() {}

  /** The first records of the topic that match, once there are so many. */
  static List<ConsumerRecord<String, byte[]>> await(
      String topic, int count, Predicate<ConsumerRecord<String, byte[]>> wanted) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            bootstrapServers(),
            "group.id",
            "test-" + UUID.randomUUID(),
            "auto.offset.reset",
            "earliest");
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    long end = System.nanoTime() + LIMIT.toNanos();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic));
      while (found.size() < count) {
        consumer.poll(Duration.ofMillis(100)).forEach(r -> addIf(wanted.test(r), found, r));
        if (System.nanoTime() > end) {
          throw new AssertionError(
              "%d of %d records in %s after %s".formatted(found.size(), count, topic, LIMIT));
        }
      }
    }
    return found;
  }

  static long send(ProducerRecord<String, byte[]> message) throws Exception {
    Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers());
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
      return producer.send(message).get().offset();
    }
  }

  static String header(ConsumerRecord<?, ?> message, String name) {
    return message.headers().lastHeader(name) == null
        ? ""
        : new String(message.headers().lastHeader(name).value(), UTF_8);
  }

  private static <T> void addIf(boolean wanted, List<T> found, T candidate) {
    if (wanted) {
      found.add(candidate);
    }
  }

  private static String bootstrapServers() {
    return PlatformServers.running().kafka().bootstrapServers();
  }
}
