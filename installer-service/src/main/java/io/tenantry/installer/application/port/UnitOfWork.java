package io.tenantry.installer.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Commit;
import java.util.UUID;
import java.util.function.Supplier;

/** What is done in it commits together, events included, or not at all. */
public interface UnitOfWork {

  /** Does the work unless the event has had its effect here before. */
  Uni<Void> oncePer(Commit name, UUID eventId, Supplier<Uni<Void>> work);

  /** Does the work for a worker's thread, which waits for the commit. */
  <T> T await(Commit name, Supplier<Uni<T>> work);

  /** The same for work that changes nothing, and needs no name therefore. */
  <T> T await(Supplier<Uni<T>> work);
}
