package io.tenantry.digitalcard.participant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tenantry.contracts.EventType;
import io.tenantry.contracts.Topics;
import io.tenantry.contracts.setup.ModuleSetupUndoRequested;
import io.tenantry.contracts.setup.ModuleSetupUndone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParticipantTest {

  private static final TopicPartition PARTITION =
      new TopicPartition(Topics.PARTICIPANT_REQUESTS, 0);
  private static final UUID ID = UUID.randomUUID();
  private static final ModuleSetupUndoRequested UNDO =
      new ModuleSetupUndoRequested(
          ID, UUID.randomUUID(), "acme", "digital_card", "1.0.0", Instant.EPOCH, null);

  @TempDir private Path directory;
  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final AtomicInteger troubles = new AtomicInteger();
  private HttpServer registry;
  private Book book;
  private Wire wire;
  private Participant participant;
  private long offset;

  @BeforeEach
  void aParticipant() throws IOException {
    registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.createContext("/", this::answer);
    registry.start();
    URI address = URI.create("http://127.0.0.1:" + registry.getAddress().getPort());
    wire = new Wire(new Schemas(address));
    book = Book.open(directory.resolve("book"));
    participant =
        new Participant(
            consumer,
            producer,
            new Wire(new Schemas(address)),
            new CardService(book, Set.of("digital_card"), Set.of("en"), Clock.systemUTC()));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.schedulePollTask(() -> consumer.rebalance(List.of(PARTITION)));
  }

  @AfterEach
  void everythingEnds() {
    registry.stop(0);
    book.close();
  }

  @Test
  void aRequestIsAnsweredOnceCommittedAndKnownByItsCause() {
    comes(undo());
    work();

    assertThat(producer.history()).hasSize(1);
    ProducerRecord<String, byte[]> answer = producer.history().get(0);
    assertThat(answer.topic()).isEqualTo(Topics.PARTICIPANT_ANSWERS);
    assertThat(answer.key()).isEqualTo("acme");
    assertThat(header(answer, "ce_type")).isEqualTo("io.tenantry.ModuleSetupUndone");
    assertThat(header(answer, "ce_causationid")).isEqualTo(ID.toString());
    ModuleSetupUndone undone =
        (ModuleSetupUndone) wire.read(EventType.MODULE_SETUP_UNDONE, answer.value());
    assertThat(undone.getRequestId()).isEqualTo(ID);
    assertThat(committed()).isEqualTo(1);
  }

  @Test
  void whatCannotBeReadIsPassedOver() {
    comes(message("io.tenantry.ModuleSetupRequested", new byte[] {1, 2, 3}));
    comes(message("io.tenantry.ModuleSetupRequested", new byte[] {0, 0, 0, 0, 99, 1}));
    comes(message("io.tenantry.ModuleSetupRequested", ofUndo()));
    comes(message("io.tenantry.ModuleSetupRequested", null));
    comes(message("io.tenantry.SomethingNew", new byte[0]));
    comes(undo());
    work();

    assertThat(producer.history()).hasSize(1);
    assertThat(committed()).isEqualTo(6);
  }

  @Test
  void whileTheSchemaRegistryIsAwayTheRequestIsTriedAgain() {
    ConsumerRecord<String, byte[]> request = undo();
    troubles.set(2);
    comes(request);
    comesAgain(request);
    comesAgain(request);
    work();

    assertThat(producer.history()).hasSize(1);
    assertThat(committed()).isEqualTo(1);
  }

  @Test
  void whenKafkaIsAwayItIsTriedAgain() {
    consumer.schedulePollTask(() -> consumer.setPollException(new KafkaException("away")));
    comes(undo());
    work();

    assertThat(producer.history()).hasSize(1);
  }

  @Test
  void whenKafkaDoesNotTakeTheAnswerTheRequestIsTriedAgain() {
    ConsumerRecord<String, byte[]> request = undo();
    producer.sendException = new KafkaException("away");
    comes(request);
    consumer.schedulePollTask(() -> producer.sendException = null);
    comesAgain(request);
    work();

    assertThat(producer.history()).hasSize(1);
    assertThat(committed()).isEqualTo(1);
  }

  /** Until everything has come. */
  private void work() {
    consumer.schedulePollTask(consumer::wakeup);
    participant.run();
  }

  private ConsumerRecord<String, byte[]> undo() {
    return message("io.tenantry.ModuleSetupUndoRequested", ofUndo());
  }

  private byte[] ofUndo() {
    return wire.write(EventType.MODULE_SETUP_UNDO_REQUESTED, UNDO);
  }

  private void comes(ConsumerRecord<String, byte[]> message) {
    consumer.schedulePollTask(() -> consumer.addRecord(message));
  }

  /** The broker would have it still. */
  private void comesAgain(ConsumerRecord<String, byte[]> message) {
    comes(message);
  }

  private ConsumerRecord<String, byte[]> message(String type, byte[] value) {
    ConsumerRecord<String, byte[]> message =
        new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset++, "acme", value);
    message.headers().add("ce_type", type.getBytes(UTF_8));
    message.headers().add("ce_id", ID.toString().getBytes(UTF_8));
    return message;
  }

  private long committed() {
    return consumer.committed(Set.of(PARTITION)).get(PARTITION).offset();
  }

  private static String header(ProducerRecord<?, ?> message, String name) {
    return new String(message.headers().lastHeader(name).value(), UTF_8);
  }

  /** Knows the schemas of undo requests and of their answers; every other one is none. */
  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    int status = troubles.getAndDecrement() > 0 ? 503 : 200;
    String body = "{\"id\": 2}";
    if (path.contains("UndoRequested")) {
      body = "{\"id\": 1}";
    }
    if (path.startsWith("/schemas/ids/")) {
      EventType type =
          path.endsWith("/1")
              ? EventType.MODULE_SETUP_UNDO_REQUESTED
              : EventType.MODULE_SETUP_UNDONE;
      status = path.endsWith("/99") ? 404 : status;
      body =
          new ObjectMapper().createObjectNode().put("schema", type.schema().toString()).toString();
    }
    exchange.sendResponseHeaders(status, body.getBytes(UTF_8).length);
    exchange.getResponseBody().write(body.getBytes(UTF_8));
    exchange.close();
  }
}
