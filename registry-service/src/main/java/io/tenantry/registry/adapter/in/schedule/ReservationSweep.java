package io.tenantry.registry.adapter.in.schedule;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.SweepReservations;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Sweeps again and again, on every replica, never twice at the same time on one. */
@ApplicationScoped
class ReservationSweep {

  private static final Logger LOG = Logger.getLogger(ReservationSweep.class);

  private final SweepReservations sweepReservations;
  private final AtomicLong overdue;

  ReservationSweep(SweepReservations sweepReservations, MeterRegistry meters) {
    this.sweepReservations = sweepReservations;
    this.overdue = meters.gauge("tenantry.registry.reservations.overdue", new AtomicLong());
  }

  @Scheduled(
      identity = "reservation-sweep",
      every = "{tenantry.registry.reservations.sweep-interval}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> sweep() {
    return sweepReservations
        .sweep()
        .invoke(this::tell)
        .onFailure()
        .invoke(e -> LOG.warn("a sweep failed; the next one tries again", e))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  private void tell(SweepReservations.Result result) {
    result
        .released()
        .forEach(
            one ->
                LOG.infof(
                    "jobId=%s tenantId=%s its reservation is given back: nobody approved it",
                    one.jobId(), one.tenantId()));
    if (overdue.getAndSet(result.overdue()) != result.overdue() && result.overdue() > 0) {
      LOG.warnf(
          "%d approved job(s) ought to be over and still hold their reservations",
          result.overdue());
    }
  }
}
