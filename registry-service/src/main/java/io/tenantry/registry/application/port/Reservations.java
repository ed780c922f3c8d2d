package io.tenantry.registry.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.domain.Reservation;
import java.util.Optional;
import java.util.UUID;

/** What jobs were promised. */
public interface Reservations {

  /** Finds it and keeps everybody else from changing it until the unit of work ends. */
  Uni<Optional<Reservation>> lock(UUID jobId);

  Uni<Void> add(Reservation reservation);

  /** Stores the state of a reservation that exists. */
  Uni<Void> update(Reservation reservation);
}
