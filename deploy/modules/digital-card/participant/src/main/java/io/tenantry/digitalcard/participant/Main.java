package io.tenantry.digitalcard.participant;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Starts the service; it ends with SIGTERM, or with 2 when it cannot begin. */
public final class Main {

  /** What it prints when it waits for requests. */
  static final String READY = "digital-card-participant waits for requests";

  private static final String BOOTSTRAP = "bootstrap.servers";
  private static final int CANNOT_START = 2;
  private static final long TIMEOUT_SECONDS = 15;

  private Main() {}

  public static void main(String... arguments) {
    try {
      run(Settings.from(System.getenv()));
    } catch (CannotStart e) {
      System.err.println("digital-card-participant: " + e.getMessage());
      System.exit(CANNOT_START);
    }
  }

  private static void run(Settings settings) {
    Schemas schemas = new Schemas(settings.schemaRegistry());
    requireSchemas(settings, schemas);
    requireKafka(settings);
    try (Book book = open(settings);
        KafkaProducer<String, byte[]> producer = producer(settings);
        KafkaConsumer<String, byte[]> consumer = consumer(settings)) {
      CardService service =
          new CardService(book, settings.modules(), settings.locales(), Clock.systemUTC());
      CountDownLatch ended = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(consumer, ended)));
      System.out.println(READY);
      try {
        new Participant(consumer, producer, new Wire(schemas), service).run();
      } finally {
        ended.countDown();
      }
    }
  }

  /** The request that it is at is still answered. */
  private static void stop(KafkaConsumer<?, ?> consumer, CountDownLatch ended) {
    consumer.wakeup();
    try {
      if (!ended.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("digital-card-participant: it ends before it has answered");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Book open(Settings settings) {
    try {
      return Book.open(settings.book());
    } catch (UncheckedIOException e) {
      throw new CannotStart("The book " + settings.book() + " cannot be used", e);
    }
  }

  private static void requireSchemas(Settings settings, Schemas schemas) {
    try {
      schemas.check();
    } catch (UncheckedIOException | Malformed e) {
      throw new CannotStart("There is no schema registry at " + settings.schemaRegistry(), e);
    }
  }

  private static void requireKafka(Settings settings) {
    try (Admin admin = Admin.create(Map.of(BOOTSTRAP, settings.bootstrapServers()))) {
      admin.describeCluster().nodes().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      throw new CannotStart("There is no Kafka at " + settings.bootstrapServers(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("It was interrupted", e);
    }
  }

  private static KafkaProducer<String, byte[]> producer(Settings settings) {
    return new KafkaProducer<>(
        Map.of(BOOTSTRAP, settings.bootstrapServers(), "acks", "all"),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private static KafkaConsumer<String, byte[]> consumer(Settings settings) {
    return new KafkaConsumer<>(
        Map.of(
            BOOTSTRAP,
            settings.bootstrapServers(),
            "group.id",
            settings.group(),
            "max.poll.records",
            "1",
            "enable.auto.commit",
            "false",
            "auto.offset.reset",
            "earliest"),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }
}
