package io.tenantry.digitalcard.participant;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenantry.contracts.EventType;
import io.tenantry.contracts.Topics;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;

/**
 * Answers one request after the other. What cannot be read is passed over; when Kafka or the schema
 * registry is away, the same request is tried again until it is answered.
 */
final class Participant {

  private static final Logger LOG = System.getLogger(Participant.class.getName());
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final String SOURCE = "/tenantry/digital-card-service";

  private final Consumer<String, byte[]> consumer;
  private final Producer<String, byte[]> producer;
  private final Wire wire;
  private final CardService service;

  Participant(
      Consumer<String, byte[]> consumer,
      Producer<String, byte[]> producer,
      Wire wire,
      CardService service) {
    this.consumer = consumer;
    this.producer = producer;
    this.wire = wire;
    this.service = service;
  }

  /** Works until the consumer is woken up. */
  void run() {
    consumer.subscribe(List.of(Topics.PARTICIPANT_REQUESTS));
    while (true) {
      try {
        take(consumer.poll(POLL));
      } catch (WakeupException | InterruptException e) {
        return;
      } catch (KafkaException e) {
        LOG.log(Level.WARNING, "Kafka is away, and is tried again: {0}", e.getMessage());
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /** One at a time: what follows one that cannot be answered now was not polled yet. */
  private void take(ConsumerRecords<String, byte[]> records) {
    for (TopicPartition partition : records.partitions()) {
      for (ConsumerRecord<String, byte[]> message : records.records(partition)) {
        if (!handle(message)) {
          consumer.seek(partition, message.offset());
          LockSupport.parkNanos(PAUSE.toNanos());
          return;
        }
        consumer.commitSync(Map.of(partition, new OffsetAndMetadata(message.offset() + 1)));
      }
    }
  }

  /** False when it has to be tried again. */
  private boolean handle(ConsumerRecord<String, byte[]> message) {
    try {
      Optional<EventType> type = header(message, "ce_type").flatMap(EventType::named);
      if (type.isPresent()) {
        service
            .answer(wire.read(type.get(), message.value()))
            .ifPresent(answer -> send(message, answer));
      }
      return true;
    } catch (Malformed e) {
      LOG.log(Level.WARNING, "{0} is passed over: {1}", place(message), e.getMessage());
      return true;
    } catch (UncheckedIOException | AnswerNotSent e) {
      LOG.log(Level.WARNING, "{0} is tried again: {1}", place(message), e.getMessage());
      return false;
    }
  }

  /**
   * The same answer to the same request has the same id, so that it is known when it comes twice.
   */
  private void send(ConsumerRecord<String, byte[]> request, SpecificRecordBase answer) {
    EventType type = EventType.of(answer.getClass());
    String cause = header(request, "ce_id").orElse("");
    String job = String.valueOf(answer.get("jobId"));
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(type.topic(), request.key(), wire.write(type, answer));
    add(message, "ce_specversion", "1.0");
    add(message, "ce_id", UUID.nameUUIDFromBytes((type + cause).getBytes(UTF_8)).toString());
    add(message, "ce_type", type.typeName());
    add(message, "ce_source", SOURCE);
    add(message, "ce_subject", job);
    add(message, "ce_time", Instant.now().toString());
    add(message, "ce_correlationid", job);
    add(message, "ce_causationid", cause);
    header(request, "traceparent").ifPresent(trace -> add(message, "traceparent", trace));
    add(message, "content-type", "application/avro");
    try {
      producer.send(message).get();
    } catch (ExecutionException | KafkaException e) {
      throw new AnswerNotSent(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AnswerNotSent(e);
    }
  }

  private static Optional<String> header(ConsumerRecord<?, ?> message, String name) {
    return Optional.ofNullable(message.headers().lastHeader(name))
        .map(Header::value)
        .map(value -> new String(value, UTF_8));
  }

  private static void add(ProducerRecord<?, ?> message, String name, String value) {
    message.headers().add(name, value.getBytes(UTF_8));
  }

  private static String place(ConsumerRecord<?, ?> message) {
    return "%s-%d@%d".formatted(message.topic(), message.partition(), message.offset());
  }

  /** Kafka has not taken the answer. */
  private static final class AnswerNotSent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AnswerNotSent(Throwable cause) {
      super("the answer was not sent: " + cause.getMessage(), cause);
    }
  }
}
