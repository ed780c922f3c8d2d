package io.tenantry.messaging.intake;

import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.tenantry.messaging.codec.EventCodec;
import io.tenantry.messaging.codec.UndecodableRecord;
import io.tenantry.messaging.crash.CrashPoints;
import io.tenantry.messaging.crash.MessagingPoint;
import io.tenantry.messaging.event.CloudEvent;
import io.tenantry.messaging.event.ReceivedEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Takes one record after the other from a topic and hands it to the service.
 *
 * <p>A record that can never be handled goes to the topic's dead-letter topic and the next one is
 * taken. When anything else fails, a database that is away for instance, the channel waits and
 * tries the same record again, for ever; order is kept and nothing is lost.
 */
@ApplicationScoped
public class EventIntake {

  private static final Logger LOG = Logger.getLogger(EventIntake.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final EventCodec codec;
  private final EventSpans spans;
  private final IntakeMetrics metrics;
  private final CrashPoints crashPoints;

  EventIntake(EventCodec codec, EventSpans spans, IntakeMetrics metrics, CrashPoints crashPoints) {
    this.codec = codec;
    this.spans = spans;
    this.metrics = metrics;
    this.crashPoints = crashPoints;
  }

  /** Handles the message and acknowledges it, or sends it to the dead-letter topic. */
  public Uni<Void> take(Message<byte[]> message, EventRoutes routes) {
    ConsumerRecord<?, ?> source = metadata(message).getRecord();
    Context context = Vertx.currentContext();
    return Uni.createFrom()
        .deferred(() -> handle(message, routes))
        .runSubscriptionOn(on(context))
        .onFailure(failure -> !isHopeless(failure))
        .invoke(failure -> logRetry(source, failure))
        .onFailure(failure -> !isHopeless(failure))
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely()
        .chain(() -> Uni.createFrom().completionStage(message.ack()))
        .onFailure(EventIntake::isHopeless)
        .recoverWithUni(failure -> bury(message, source, failure));
  }

  private Uni<Void> handle(Message<byte[]> message, EventRoutes routes) {
    if (RecordShape.isTombstone(metadata(message).getRecord())) {
      return Uni.createFrom().voidItem();
    }
    RecordShape.check(metadata(message).getRecord());
    RecordHeaders headers = new RecordHeaders(metadata(message).getHeaders());
    String type = headers.required(CloudEvent.TYPE);
    return routes
        .handlerOf(type)
        .map(handler -> handle(message, headers, type, handler))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  private Uni<Void> handle(
      Message<byte[]> message,
      RecordHeaders headers,
      String type,
      Function<ReceivedEvent<SpecificRecordBase>, Uni<Void>> handler) {
    ConsumerRecord<?, ?> source = metadata(message).getRecord();
    var id = headers.requiredId(CloudEvent.ID);
    String sender = headers.required(CloudEvent.SOURCE);
    Executor here = on(Vertx.currentContext());
    Span span = spans.start(type, source.topic(), headers.text(CloudEvent.TRACEPARENT));
    return Uni.createFrom()
        .item(() -> codec.decode(source.topic(), message.getPayload()))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .emitOn(here)
        .map(payload -> new ReceivedEvent<>(id, sender, payload, EventSpans.traceparent(span)))
        .chain(handler::apply)
        .invoke(() -> metrics.handled(type))
        .invoke(() -> crashPoints.reach(MessagingPoint.EVENT_HANDLED))
        .onTermination()
        .invoke(span::end);
  }

  private Uni<Void> bury(Message<byte[]> message, ConsumerRecord<?, ?> source, Throwable reason) {
    LOG.errorf(
        "dead letter: topic=%s partition=%d offset=%d key=%s: %s",
        source.topic(), source.partition(), source.offset(), source.key(), reason.getMessage());
    metrics.deadLetter(source.topic());
    return Uni.createFrom().completionStage(message.nack(reason));
  }

  private static boolean isHopeless(Throwable failure) {
    return failure instanceof ContractViolation || failure instanceof UndecodableRecord;
  }

  private static void logRetry(ConsumerRecord<?, ?> source, Throwable failure) {
    LOG.warnf(
        "record waits and is tried again: topic=%s partition=%d offset=%d key=%s: %s",
        source.topic(), source.partition(), source.offset(), source.key(), failure);
    LOG.debug("record waits and is tried again", failure);
  }

  private static Executor on(Context context) {
    return command -> context.runOnContext(ignored -> command.run());
  }

  private static IncomingKafkaRecordMetadata<?, ?> metadata(Message<byte[]> message) {
    return message.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow();
  }
}
