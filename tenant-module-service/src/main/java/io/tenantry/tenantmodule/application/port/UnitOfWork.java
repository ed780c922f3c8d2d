package io.tenantry.tenantmodule.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Commit;
import io.tenantry.tenantmodule.application.Scope;
import java.util.UUID;
import java.util.function.Supplier;

/** What is done in it commits together, audit and events included, or not at all. */
public interface UnitOfWork {

  <T> Uni<T> run(Commit name, Scope scope, Supplier<Uni<T>> work);

  /** The same for work that changes nothing, and needs no name therefore. */
  <T> Uni<T> run(Scope scope, Supplier<Uni<T>> work);

  /** Does the work unless the event has had its effect here before. */
  Uni<Void> oncePer(Commit name, UUID eventId, Scope scope, Supplier<Uni<Void>> work);
}
