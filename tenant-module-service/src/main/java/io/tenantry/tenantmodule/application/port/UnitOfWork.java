package io.tenantry.tenantmodule.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Commit;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.request.Claim;
import io.tenantry.tenantmodule.application.request.KeyedRequest;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is done in it commits together, audit and events included, or not at all. */
public interface UnitOfWork {

  <T> Uni<T> run(Commit name, Scope scope, Supplier<Uni<T>> work);

  /** The same for work that changes nothing: it needs no name, and nobody is told of it. */
  <T> Uni<T> look(Scope scope, Supplier<Uni<T>> work);

  /**
   * Enters the request's scope and claims its key until the end, without waiting for anybody; then
   * does what the claim leads to. Units of work that are run in it are part of it. Answers from
   * before that time do not count any more.
   */
  <T> Uni<T> claiming(KeyedRequest request, Instant since, Function<Claim, Uni<T>> work);

  /** Does the work unless the event has had its effect here before. */
  Uni<Void> oncePer(Commit name, UUID eventId, Scope scope, Supplier<Uni<Void>> work);
}
