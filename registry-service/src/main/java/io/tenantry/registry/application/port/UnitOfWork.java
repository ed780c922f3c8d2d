package io.tenantry.registry.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.Commit;
import java.util.UUID;
import java.util.function.Supplier;

/** What is done in it commits together, events included, or not at all. */
public interface UnitOfWork {

  <T> Uni<T> run(Commit name, Supplier<Uni<T>> work);

  /** Does the work unless the event has had its effect here before. */
  Uni<Void> oncePer(Commit name, UUID eventId, Supplier<Uni<Void>> work);
}
