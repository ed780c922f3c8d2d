package io.tenantry.installer.adapter.out.messaging;

import io.smallrye.mutiny.Uni;
import io.tenantry.contracts.setup.ModuleSetupRequested;
import io.tenantry.contracts.setup.ModuleSetupUndoRequested;
import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.application.participant.Question;
import io.tenantry.installer.application.port.ParticipantEvents;
import io.tenantry.installer.domain.plan.PlanItem;
import io.tenantry.messaging.event.OutgoingEvent;
import io.tenantry.messaging.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecordBase;

/** Requests to modules' own services, through the outbox. */
@ApplicationScoped
class OutboxParticipantEvents implements ParticipantEvents {

  private final Outbox outbox;
  private final EventMapper mapper;

  OutboxParticipantEvents(Outbox outbox, EventMapper mapper) {
    this.outbox = outbox;
    this.mapper = mapper;
  }

  @Override
  public Uni<Void> setupRequested(Question question, Instant deadline) {
    PlanItem item = question.item();
    return append(
        question.claim(),
        new ModuleSetupRequested(
            question.requestId(),
            question.claim().taskId(),
            question.claim().tenantId(),
            item.module().value(),
            item.version(),
            item.parameters(),
            mapper.location(item, question.database()),
            deadline,
            EventMapper.action(item.action()),
            item.from().orElse(null)));
  }

  @Override
  public Uni<Void> undoRequested(Question question, Instant deadline) {
    PlanItem item = question.item();
    return append(
        question.claim(),
        new ModuleSetupUndoRequested(
            question.requestId(),
            question.claim().taskId(),
            question.claim().tenantId(),
            item.module().value(),
            item.version(),
            deadline,
            mapper.location(item, question.database())));
  }

  private Uni<Void> append(Claim claim, SpecificRecordBase event) {
    Origin origin = claim.origin();
    String job = claim.taskId().toString();
    return outbox.append(
        new OutgoingEvent(
            event, claim.tenantId(), job, job, origin.causationId(), origin.traceparent()));
  }
}
