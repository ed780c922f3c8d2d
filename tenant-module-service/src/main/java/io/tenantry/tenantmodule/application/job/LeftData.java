package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.AuditEntry;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.port.AuditTrail;
import io.tenantry.tenantmodule.application.port.KeptDataEvents;
import io.tenantry.tenantmodule.application.port.KeptDataStore;
import io.tenantry.tenantmodule.domain.job.DataChoice;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobResults;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.job.Restore;
import io.tenantry.tenantmodule.domain.keptdata.KeptData;
import io.tenantry.tenantmodule.domain.keptdata.KeptDataStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Remembers what removed modules have left, and forgets what an installation has taken back. */
public final class LeftData {

  private final KeptDataStore store;
  private final KeptDataEvents events;
  private final AuditTrail audit;
  private final Duration retention;

  /** Takes for how long data is kept. */
  public LeftData(
      KeptDataStore store, KeptDataEvents events, AuditTrail audit, Duration retention) {
    this.store = store;
    this.events = events;
    this.audit = audit;
    this.retention = retention;
  }

  /** After the job's end was told: what is purged now cannot be wanted back by an undo. */
  Uni<Void> sort(Job succeeded, JobResults results, Instant now, Origin origin) {
    Uni<Void> work =
        succeeded
            .restore()
            .map(restore -> taken(succeeded, restore, origin))
            .orElseGet(() -> Uni.createFrom().voidItem());
    for (PlannedModule planned : succeeded.plan()) {
      Optional<UUID> left = results.keptDataOf(planned.module()).filter(id -> planned.isRemoval());
      if (left.isPresent()) {
        KeptData data = data(succeeded, planned, left.get(), now);
        work = work.chain(() -> keep(data, succeeded.requestedBy(), now, origin));
      }
    }
    return work;
  }

  private Uni<Void> taken(Job job, Restore restore, Origin origin) {
    return store
        .remove(restore.keptData())
        .chain(
            () ->
                audit.record(
                    AuditEntry.of(
                        job.tenantId(),
                        "kept-data.restored",
                        restore.keptData().toString(),
                        job.module() + " " + restore.version()),
                    origin));
  }

  private KeptData data(Job job, PlannedModule planned, UUID id, Instant now) {
    KeptDataStatus status =
        job.options().data() == DataChoice.PURGE ? KeptDataStatus.PURGING : KeptDataStatus.KEPT;
    return new KeptData(
        id,
        job.tenantId(),
        planned.module(),
        planned.version(),
        job.id(),
        now,
        now.plus(retention),
        status);
  }

  private Uni<Void> keep(KeptData data, String requestedBy, Instant now, Origin origin) {
    AuditEntry entry =
        AuditEntry.of(
            data.tenantId(), "kept-data.kept", data.id().toString(), data.status().name());
    return store
        .add(data)
        .chain(() -> audit.record(entry, origin))
        .chain(
            () ->
                data.status() == KeptDataStatus.PURGING
                    ? events.purgeRequested(data, requestedBy, now, origin)
                    : Uni.createFrom().voidItem());
  }
}
