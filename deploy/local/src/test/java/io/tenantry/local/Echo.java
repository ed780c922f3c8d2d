package io.tenantry.local;

import io.tenantry.testkit.infrastructure.KafkaBroker;
import io.tenantry.testkit.kafka.EventClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends every record of some topics a second time, as a producer that retries would. */
final class Echo implements AutoCloseable {

  private static final String MARK = "test-echo";
  private static final Duration POLL = Duration.ofMillis(20);

  private final List<String> topics;
  private final KafkaConsumer<String, byte[]> consumer;
  private final KafkaProducer<String, byte[]> producer;
  private final ConcurrentLinkedQueue<ConsumerRecord<String, byte[]>> repeated =
      new ConcurrentLinkedQueue<>();
  private final CountDownLatch listening = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "echo");
  private volatile boolean running = true;

  private Echo(KafkaBroker broker, List<String> topics) {
    this.topics = topics;
    String servers = broker.bootstrapServers();
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers, "group.id", "echo-" + UUID.randomUUID()),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers, "linger.ms", 0),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Repeats what is sent from now on. */
  static Echo of(KafkaBroker broker, List<String> topics) {
    Echo echo = new Echo(broker, topics);
    echo.thread.start();
    try {
      echo.listening.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    return echo;
  }

  /** How many events of that kind were repeated for a tenant. */
  long repeated(String type, String tenant) {
    return repeated.stream()
        .filter(one -> tenant.equals(one.key()))
        .filter(one -> EventClient.header(one, "ce_type").endsWith("." + type))
        .count();
  }

  @Override
  public void close() {
    running = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    consumer.close();
    producer.close();
  }

  private void run() {
    consumer.assign(
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(found -> new TopicPartition(found.topic(), found.partition()))
            .toList());
    consumer.seekToEnd(consumer.assignment());
    consumer.assignment().forEach(consumer::position);
    listening.countDown();
    while (running) {
      consumer.poll(POLL).forEach(this::repeat);
    }
  }

  private void repeat(ConsumerRecord<String, byte[]> original) {
    if (!EventClient.header(original, MARK).isEmpty()) {
      return;
    }
    ProducerRecord<String, byte[]> again =
        new ProducerRecord<>(
            original.topic(), null, original.key(), original.value(), original.headers());
    EventClient.header(again, MARK, "1");
    producer.send(again);
    repeated.add(original);
  }
}
