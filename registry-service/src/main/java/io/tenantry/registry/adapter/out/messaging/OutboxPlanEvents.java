package io.tenantry.registry.adapter.out.messaging;

import io.smallrye.mutiny.Uni;
import io.tenantry.contracts.job.PlanRejected;
import io.tenantry.contracts.job.PlanReserved;
import io.tenantry.messaging.event.OutgoingEvent;
import io.tenantry.messaging.outbox.Outbox;
import io.tenantry.registry.application.Origin;
import io.tenantry.registry.application.port.PlanEvents;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.PlanItem;
import io.tenantry.registry.domain.Reservation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;

/** Answers to jobs, through the outbox. */
@ApplicationScoped
class OutboxPlanEvents implements PlanEvents {

  private final Outbox outbox;

  OutboxPlanEvents(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public Uni<Void> planReserved(Reservation reservation, List<PlanItem> items, Origin origin) {
    PlanReserved event =
        new PlanReserved(
            reservation.jobId(),
            reservation.tenantId(),
            items.stream().map(EventMapper::planItem).toList(),
            reservation.answeredAt(),
            reservation.unused().stream().map(ModuleName::value).toList());
    return append(event, reservation, origin);
  }

  @Override
  public Uni<Void> planRejected(Reservation reservation, Origin origin) {
    PlanRejected event =
        new PlanRejected(
            reservation.jobId(),
            reservation.tenantId(),
            reservation.code(),
            reservation.explanation(),
            reservation.answeredAt());
    return append(event, reservation, origin);
  }

  private Uni<Void> append(SpecificRecordBase event, Reservation reservation, Origin origin) {
    String job = reservation.jobId().toString();
    return outbox.append(
        new OutgoingEvent(
            event, reservation.tenantId(), job, job, origin.causationId(), origin.traceparent()));
  }
}
