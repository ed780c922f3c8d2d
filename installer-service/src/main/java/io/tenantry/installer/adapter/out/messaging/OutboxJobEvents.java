package io.tenantry.installer.adapter.out.messaging;

import io.smallrye.mutiny.Uni;
import io.tenantry.contracts.job.JobCompleted;
import io.tenantry.contracts.job.JobFailed;
import io.tenantry.contracts.job.JobProgressed;
import io.tenantry.contracts.job.JobRollbackFailed;
import io.tenantry.contracts.job.JobRolledBack;
import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.application.port.JobEvents;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.ScriptFailure;
import io.tenantry.installer.domain.task.Failure;
import io.tenantry.installer.domain.task.Step;
import io.tenantry.installer.domain.task.StepState;
import io.tenantry.messaging.event.OutgoingEvent;
import io.tenantry.messaging.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;

/** Events about jobs, through the outbox. */
@ApplicationScoped
class OutboxJobEvents implements JobEvents {

  private final Outbox outbox;
  private final EventMapper mapper;
  private final Clock clock;

  OutboxJobEvents(Outbox outbox, EventMapper mapper, Clock clock) {
    this.outbox = outbox;
    this.mapper = mapper;
    this.clock = clock;
  }

  @Override
  public Uni<Void> progressed(
      Claim claim,
      long sequence,
      Step step,
      StepState state,
      int percent,
      Optional<String> detail) {
    return append(
        claim,
        new JobProgressed(
            claim.taskId(),
            claim.tenantId(),
            sequence,
            step.item().module().value(),
            step.item().version(),
            step.name().label(),
            EventMapper.state(state),
            percent,
            detail.orElse(null),
            clock.instant()));
  }

  @Override
  public Uni<Void> completed(Claim claim, long sequence, DatabaseRef database) {
    return append(
        claim,
        new JobCompleted(
            claim.taskId(),
            claim.tenantId(),
            sequence,
            claim.job().orElseThrow().items().stream()
                .map(item -> mapper.completed(claim, item, database))
                .toList(),
            clock.instant()));
  }

  @Override
  public Uni<Void> failed(Claim claim, long sequence, Optional<Step> step, Failure failure) {
    Optional<ScriptFailure> script = failure.script();
    return append(
        claim,
        new JobFailed(
            claim.taskId(),
            claim.tenantId(),
            sequence,
            failure.code(),
            failure.detail(),
            step.map(one -> one.item().module().value()).orElse(null),
            step.map(one -> one.item().version()).orElse(null),
            step.map(one -> one.name().label()).orElse(null),
            script.map(ScriptFailure::script).filter(path -> !path.isEmpty()).orElse(null),
            script.flatMap(ScriptFailure::line).orElse(null),
            script.flatMap(ScriptFailure::sqlState).orElse(null),
            script.flatMap(ScriptFailure::statement).orElse(null),
            clock.instant()));
  }

  @Override
  public Uni<Void> rolledBack(Claim claim, long sequence, List<Step> undone) {
    return append(
        claim,
        new JobRolledBack(
            claim.taskId(),
            claim.tenantId(),
            sequence,
            undone.stream().map(EventMapper::reference).toList(),
            clock.instant()));
  }

  @Override
  public Uni<Void> rollbackFailed(
      Claim claim, long sequence, List<Step> undone, List<Remaining> remaining) {
    return append(
        claim,
        new JobRollbackFailed(
            claim.taskId(),
            claim.tenantId(),
            sequence,
            undone.stream().map(EventMapper::reference).toList(),
            remaining.stream().map(EventMapper::remaining).toList(),
            clock.instant()));
  }

  private Uni<Void> append(Claim claim, SpecificRecordBase event) {
    Origin origin = claim.origin();
    String job = claim.taskId().toString();
    return outbox.append(
        new OutgoingEvent(
            event, claim.tenantId(), job, job, origin.causationId(), origin.traceparent()));
  }
}
