package io.tenantry.installer.application.port;

import io.smallrye.mutiny.Uni;
import java.util.UUID;
import java.util.function.Supplier;

/** What is done in it commits together, events included, or not at all. */
public interface UnitOfWork {

  <T> Uni<T> run(Supplier<Uni<T>> work);

  /** Does the work unless the event has had its effect here before. */
  Uni<Void> oncePer(UUID eventId, Supplier<Uni<Void>> work);

  /** The same as {@link #run}, for a worker's thread, which waits for the commit. */
  <T> T await(Supplier<Uni<T>> work);
}
