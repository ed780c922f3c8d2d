package io.tenantry.installer.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.application.port.JobEvents;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.application.port.Tasks.Ended;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.task.Step;
import io.tenantry.installer.domain.task.StepState;
import io.tenantry.installer.domain.task.TaskState;
import java.util.List;
import java.util.UUID;

/** Tells again what came of a job that is over, because somebody asks for it again. */
public final class RepeatOutcome {

  private final Tasks tasks;
  private final JobEvents events;
  private final StepWorks works;

  public RepeatOutcome(Tasks tasks, JobEvents events, StepWorks works) {
    this.tasks = tasks;
    this.events = events;
    this.works = works;
  }

  /** Within the current unit of work; a job that is not over says by itself what comes of it. */
  Uni<Void> of(UUID jobId, Origin origin) {
    return tasks
        .ended(jobId)
        .chain(
            ended -> ended.isEmpty() ? Uni.createFrom().voidItem() : repeat(ended.get(), origin));
  }

  private Uni<Void> repeat(Ended ended, Origin origin) {
    Claim claim = ended.claim().askedFor(origin);
    return tasks
        .databaseOf(claim.tenantId())
        .chain(
            database ->
                database.isEmpty()
                    ? events.rolledBack(claim, ended.sequence(), List.of())
                    : repeat(claim, ended.sequence(), database.get()));
  }

  private Uni<Void> repeat(Claim claim, long sequence, DatabaseRef database) {
    if (claim.state() == TaskState.COMPLETED) {
      return events.completed(claim, sequence, database);
    }
    List<Step> begun = UndoJob.begunLastFirst(claim);
    List<Step> undone = begun.stream().filter(step -> isUndone(claim, step)).toList();
    if (claim.state() != TaskState.UNDO_FAILED) {
      return events.rolledBack(claim, sequence, undone);
    }
    List<Step> left = begun.stream().filter(step -> !isUndone(claim, step)).toList();
    return works
        .remaining(claim, left, database, step -> "It is not undone.")
        .chain(remaining -> events.rollbackFailed(claim, sequence, undone, remaining));
  }

  private static boolean isUndone(Claim claim, Step step) {
    return claim.steps().get(step.position()) == StepState.UNDONE;
  }
}
