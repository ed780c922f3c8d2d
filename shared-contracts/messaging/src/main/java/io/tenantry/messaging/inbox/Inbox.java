package io.tenantry.messaging.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Remembers events in the transaction that they cause, so a second delivery causes nothing. */
@Startup // so that its counter is there before the first event is
@ApplicationScoped
public class Inbox {

  private static final String REMEMBER =
      """
      insert into messaging.inbox (consumer, event_id) values (:consumer, cast(:event as uuid))
      on conflict do nothing
      """;

  private final String consumer;
  private final Counter duplicates;

  Inbox(@ConfigProperty(name = "quarkus.application.name") String consumer, MeterRegistry metrics) {
    this.consumer = consumer;
    this.duplicates =
        Counter.builder("tenantry.inbox.duplicates")
            .description("Deliveries of events that had their effect before")
            .register(metrics);
  }

  /**
   * Whether the event is new here. It waits for another transaction that handles the same event.
   *
   * @return fails with {@link IllegalStateException} when there is no transaction
   */
  public Uni<Boolean> isNew(UUID eventId) {
    return Panache.getSession()
        .chain(
            session -> {
              if (session.currentTransaction() == null) {
                return Uni.createFrom()
                    .failure(new IllegalStateException("the inbox needs a transaction"));
              }
              return session
                  .createNativeQuery(REMEMBER)
                  .setParameter("consumer", consumer)
                  .setParameter("event", eventId.toString())
                  .executeUpdate();
            })
        .map(rows -> rows == 1)
        .invoke(
            fresh -> {
              if (!fresh) {
                duplicates.increment();
              }
            });
  }
}
