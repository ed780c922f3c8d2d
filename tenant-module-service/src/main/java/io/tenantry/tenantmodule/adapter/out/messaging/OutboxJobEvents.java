package io.tenantry.tenantmodule.adapter.out.messaging;

import io.smallrye.mutiny.Uni;
import io.tenantry.contracts.job.JobApproved;
import io.tenantry.contracts.job.JobEnded;
import io.tenantry.contracts.job.JobRejected;
import io.tenantry.contracts.job.JobRequested;
import io.tenantry.contracts.job.JobResolved;
import io.tenantry.contracts.job.JobStopRequested;
import io.tenantry.contracts.job.JobUndoRequested;
import io.tenantry.messaging.event.OutgoingEvent;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.port.JobEvents;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobEffect;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.module.InstalledModule;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;

/** Events about jobs, through the outbox. */
@ApplicationScoped
class OutboxJobEvents implements JobEvents {

  private final SagaOutbox outbox;

  OutboxJobEvents(SagaOutbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public Uni<Void> requested(Job job, List<InstalledModule> installed, Instant now, Origin origin) {
    JobRequested event =
        new JobRequested(
            job.id(),
            job.tenantId().value(),
            EventMapper.kind(job.kind()),
            job.module().value(),
            job.versionRange(),
            installed.stream().map(EventMapper::installed).toList(),
            EventMapper.options(job),
            job.deadline().orElseThrow(),
            job.requestedBy(),
            now);
    return append(event, job, origin);
  }

  @Override
  public Uni<Void> approved(Job job, JobEffect effect, Instant now, Origin origin) {
    JobApproved event =
        new JobApproved(
            job.id(),
            job.tenantId().value(),
            EventMapper.kind(job.kind()),
            job.plan().stream().map(planned -> EventMapper.approved(planned, effect)).toList(),
            job.deadline().orElseThrow(),
            now);
    return append(event, job, origin);
  }

  @Override
  public Uni<Void> rejected(Job job, Instant now, Origin origin) {
    JobProblem problem = job.problem().orElseThrow();
    JobRejected event =
        new JobRejected(job.id(), job.tenantId().value(), problem.code(), problem.detail(), now);
    return append(event, job, origin);
  }

  @Override
  public Uni<Void> ended(Job job, Instant now, Origin origin) {
    return append(end(job, now), job, origin);
  }

  private static JobEnded end(Job job, Instant now) {
    return new JobEnded(
        job.id(),
        job.tenantId().value(),
        EventMapper.kind(job.kind()),
        EventMapper.outcome(job.state()),
        EventMapper.results(job),
        now);
  }

  @Override
  public Uni<Void> stopRequested(Job job, Instant now, Origin origin) {
    JobStopRequested event =
        new JobStopRequested(
            job.id(),
            job.tenantId().value(),
            EventMapper.reason(job.stopRequested().orElseThrow()),
            origin.actor(),
            now);
    return append(event, job, origin);
  }

  @Override
  public Uni<Void> undoRequested(Job job, Instant now, Origin origin) {
    JobUndoRequested event =
        new JobUndoRequested(job.id(), job.tenantId().value(), origin.actor(), now);
    return append(event, job, origin);
  }

  @Override
  public Uni<Void> resolved(Job job, String note, Instant now, Origin origin) {
    JobResolved event =
        new JobResolved(job.id(), job.tenantId().value(), origin.actor(), note, now);
    return outbox.append(
        List.of(outgoing(event, job, origin), outgoing(end(job, now), job, origin)));
  }

  private Uni<Void> append(SpecificRecordBase event, Job job, Origin origin) {
    return outbox.append(event, job.tenantId(), job.id().toString(), origin);
  }

  private static OutgoingEvent outgoing(SpecificRecordBase event, Job job, Origin origin) {
    String id = job.id().toString();
    return SagaOutbox.outgoing(event, job.tenantId().value(), id, id, origin);
  }
}
