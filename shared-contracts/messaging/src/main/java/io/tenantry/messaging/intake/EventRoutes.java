package io.tenantry.messaging.intake;

import io.smallrye.mutiny.Uni;
import io.tenantry.contracts.EventType;
import io.tenantry.messaging.event.ReceivedEvent;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecordBase;

/** Which events a consumer handles, and how; all others are passed over without being read. */
public final class EventRoutes {

  private final Map<EventType, Function<ReceivedEvent<SpecificRecordBase>, Uni<Void>>> handlers =
      new EnumMap<>(EventType.class);

  /** Handles the events with that record. */
  public <T extends SpecificRecordBase> EventRoutes on(
      Class<T> record, Function<ReceivedEvent<T>, Uni<Void>> handler) {
    handlers.put(EventType.of(record), event -> handler.apply(cast(event, record)));
    return this;
  }

  /** Hands the event to its handler; one that nobody handles is passed over. */
  public Uni<Void> take(ReceivedEvent<SpecificRecordBase> event) {
    return handlerOf(EventType.of(event.payload().getClass()).typeName())
        .map(handler -> handler.apply(event))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  Optional<Function<ReceivedEvent<SpecificRecordBase>, Uni<Void>>> handlerOf(String typeName) {
    return EventType.named(typeName).map(handlers::get);
  }

  private static <T> ReceivedEvent<T> cast(
      ReceivedEvent<SpecificRecordBase> event, Class<T> record) {
    if (!record.isInstance(event.payload())) {
      throw new ContractViolation(
          "the record is a " + event.payload().getSchema().getName() + ", its type says otherwise");
    }
    return new ReceivedEvent<>(
        event.id(), event.source(), record.cast(event.payload()), event.traceparent());
  }
}
