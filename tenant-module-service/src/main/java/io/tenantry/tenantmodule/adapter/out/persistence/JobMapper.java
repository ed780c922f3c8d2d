package io.tenantry.tenantmodule.adapter.out.persistence;

import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobOptions;
import io.tenantry.tenantmodule.domain.job.Restore;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.Arrays;
import java.util.Optional;

/** Jobs between the domain and the database. */
final class JobMapper {

  private JobMapper() {}

  static Job toDomain(JobEntity entity) {
    return new Job(
        entity.id,
        new TenantId(entity.tenantId),
        entity.kind,
        new ModuleName(entity.module),
        entity.versionRange,
        Json.toText(entity.parameters),
        new JobOptions(entity.allowPrereleases, entity.leftData, entity.removeUnused),
        Optional.ofNullable(entity.restores)
            .map(keptData -> new Restore(keptData, entity.restoredVersion)),
        entity.requestedBy,
        entity.requestedAt,
        entity.queueDeadline,
        entity.state,
        Optional.ofNullable(entity.deadline),
        Optional.ofNullable(entity.endedAt),
        Optional.ofNullable(entity.problem).map(ProblemDocument::toDomain),
        entity.plan.toDomain(),
        Arrays.stream(entity.unused).map(ModuleName::new).toList(),
        Optional.ofNullable(entity.retryOf),
        Optional.ofNullable(entity.stopRequested),
        entity.undo.toDomain(Optional.ofNullable(entity.undoDeadline)));
  }

  /** What never changes. */
  static JobEntity toEntity(Job job) {
    JobEntity entity = new JobEntity();
    entity.id = job.id();
    entity.tenantId = job.tenantId().value();
    entity.kind = job.kind();
    entity.module = job.module().value();
    entity.versionRange = job.versionRange();
    entity.parameters = Json.toMap(job.parameters());
    entity.allowPrereleases = job.options().allowPrereleases();
    entity.leftData = job.options().data();
    entity.removeUnused = job.options().removeUnused();
    entity.restores = job.restore().map(Restore::keptData).orElse(null);
    entity.restoredVersion = job.restore().map(Restore::version).orElse(null);
    entity.requestedBy = job.requestedBy();
    entity.requestedAt = job.requestedAt();
    entity.queueDeadline = job.queueDeadline();
    entity.retryOf = job.retryOf().orElse(null);
    copy(job, entity);
    return entity;
  }

  /** What changes. */
  static void copy(Job job, JobEntity entity) {
    entity.state = job.state();
    entity.deadline = job.deadline().orElse(null);
    entity.endedAt = job.endedAt().orElse(null);
    entity.problem = job.problem().map(ProblemDocument::of).orElse(null);
    entity.plan = PlanDocument.of(job.plan());
    entity.unused = job.unused().stream().map(ModuleName::value).toArray(String[]::new);
    entity.stopRequested = job.stopRequested().orElse(null);
    entity.undoDeadline = job.undo().deadline().orElse(null);
    entity.undo = UndoDocument.of(job.undo());
  }
}
