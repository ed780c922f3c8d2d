package io.tenantry.testkit.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenantry.contracts.EventType;
import io.tenantry.testkit.infrastructure.KafkaBroker;
import io.tenantry.testkit.infrastructure.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends and awaits events as another context would: with the plain Kafka client and the
 * Confluent-compatible schema registry, knowing nothing of the services' own messaging.
 */
public final class EventClient implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int HEADER_LENGTH = 5;

  private final String bootstrapServers;
  private final ConfluentSchemas schemas;
  private final KafkaProducer<String, byte[]> producer;

  public EventClient(KafkaBroker broker, SchemaRegistry registry) {
    this.bootstrapServers = broker.bootstrapServers();
    this.schemas = new ConfluentSchemas(registry.confluentApi());
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Sends the event as a new one and answers its id. */
  public UUID send(String source, String key, SpecificRecordBase event) {
    UUID id = UUID.randomUUID();
    send(id, source, key, event);
    return id;
  }

  /** Sends the event under an id of one's choice, a second time for instance. */
  public void send(UUID id, String source, String key, SpecificRecordBase event) {
    EventType type = EventType.of(event.getClass());
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(type.topic(), key, encode(type, event));
    header(message, "ce_specversion", "1.0");
    header(message, "ce_id", id.toString());
    header(message, "ce_type", type.typeName());
    header(message, "ce_source", "/tenantry/" + source);
    header(message, "content-type", "application/avro");
    send(message);
  }

  /** Sends a record as it is and answers its offset. */
  public long send(ProducerRecord<String, byte[]> message) {
    try {
      return producer.send(message).get().offset();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka did not take the record", e.getCause());
    }
  }

  /** The first event of that kind that matches; waits for it for half a minute. */
  public <T extends SpecificRecordBase> T await(Class<T> kind, Predicate<T> wanted) {
    return await(kind, 1, wanted).get(0);
  }

  /** The first so many events of that kind that match, in the order of the topic. */
  public <T extends SpecificRecordBase> List<T> await(
      Class<T> kind, int count, Predicate<T> wanted) {
    EventType type = EventType.of(kind);
    List<T> found = new ArrayList<>();
    awaitRecords(
        type.topic(),
        count,
        message -> {
          if (!type.typeName().equals(header(message, "ce_type"))) {
            return false;
          }
          T event = kind.cast(decode(type, message.value()));
          return wanted.test(event) && found.add(event);
        });
    return found;
  }

  /** The first so many records of the topic that match, from its beginning. */
  public List<ConsumerRecord<String, byte[]>> awaitRecords(
      String topic, int count, Predicate<ConsumerRecord<String, byte[]>> wanted) {
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    long end = System.nanoTime() + LIMIT.toNanos();
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      consumer.seekToBeginning(assignAll(consumer, topic));
      while (found.size() < count) {
        for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL)) {
          if (found.size() < count && wanted.test(message)) {
            found.add(message);
          }
        }
        if (System.nanoTime() > end) {
          throw new AssertionError(
              "%d of %d records in %s after %s".formatted(found.size(), count, topic, LIMIT));
        }
      }
    }
    return found;
  }

  /** All records that the topic has at this moment. */
  public List<ConsumerRecord<String, byte[]>> records(String topic) {
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = assignAll(consumer, topic);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        consumer.poll(POLL).forEach(found::add);
      }
    }
    return found;
  }

  private KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrapServers),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  /** Without a group: joining one takes longer than what a test waits for. */
  private static List<TopicPartition> assignAll(KafkaConsumer<?, ?> consumer, String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(one -> new TopicPartition(one.topic(), one.partition()))
            .toList();
    consumer.assign(partitions);
    return partitions;
  }

  /** A header as text; empty when there is none. */
  public static String header(ConsumerRecord<?, ?> message, String name) {
    return message.headers().lastHeader(name) == null
        ? ""
        : new String(message.headers().lastHeader(name).value(), UTF_8);
  }

  public static void header(ProducerRecord<?, ?> message, String name, String value) {
    message.headers().add(name, value.getBytes(UTF_8));
  }

  /** The record's bytes in the Confluent wire format. */
  public byte[] encode(EventType type, SpecificRecordBase event) {
    String subject = type.topic() + "-" + type.record().getSimpleName();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      bytes.write(0);
      bytes.write(ByteBuffer.allocate(4).putInt(schemas.idOf(subject, event.getSchema())).array());
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new SpecificDatumWriter<SpecificRecordBase>(event.getSchema(), EventType.model())
          .write(event, encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public SpecificRecordBase decode(EventType type, byte[] value) {
    Schema writer = schemas.byId(ByteBuffer.wrap(value, 1, 4).getInt());
    try {
      return new SpecificDatumReader<SpecificRecordBase>(writer, type.schema(), EventType.model())
          .read(
              null,
              DecoderFactory.get()
                  .binaryDecoder(value, HEADER_LENGTH, value.length - HEADER_LENGTH, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
