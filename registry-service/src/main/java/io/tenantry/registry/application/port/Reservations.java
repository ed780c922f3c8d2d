package io.tenantry.registry.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.domain.Reservation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What jobs were promised. */
public interface Reservations {

  /** Finds it and keeps everybody else from changing it until the unit of work ends. */
  Uni<Optional<Reservation>> lock(UUID jobId);

  Uni<Void> add(Reservation reservation);

  /** Stores the state of a reservation that exists. */
  Uni<Void> update(Reservation reservation);

  /**
   * Open reservations of jobs that ought to be over, oldest first; nobody else changes them until
   * the unit of work ends, and those that somebody else changes are passed over.
   */
  Uni<List<Reservation>> lockOverdue(Instant deadlineBefore, int limit);

  /** How many jobs that were approved ought to be over and are not. */
  Uni<Long> countOverdueApproved(Instant deadlineBefore);
}
