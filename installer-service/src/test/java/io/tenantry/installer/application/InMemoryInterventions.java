package io.tenantry.installer.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.port.Interventions;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.JobRef;
import io.tenantry.installer.domain.task.Stop;
import io.tenantry.installer.domain.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What others decide about tasks in memory. */
final class InMemoryInterventions implements Interventions {

  private final InMemoryTransactions transactions;
  private final InMemoryTasks tasks;

  InMemoryInterventions(InMemoryTransactions transactions, InMemoryTasks tasks) {
    this.transactions = transactions;
    this.tasks = tasks;
  }

  @Override
  public Uni<Boolean> bury(JobRef job, Origin origin) {
    Job unseen = new Job(job.id(), job.tenantId(), List.of(), Instant.EPOCH);
    StoredTask tombstone =
        StoredTask.added(job.id(), job.tenantId(), Optional.of(unseen), origin)
            .ended(TaskState.UNDONE);
    return done(() -> tasks.addIfUnknown(tombstone));
  }

  @Override
  public Uni<Boolean> stop(UUID jobId, Stop stop) {
    return decided(jobId, Set.of(TaskState.RUNNING), task -> task.stoppedBy(stop));
  }

  @Override
  public Uni<Boolean> undoAgain(UUID jobId, Origin origin) {
    return decided(jobId, Set.of(TaskState.UNDO_FAILED), task -> task.undoneAgain(origin));
  }

  @Override
  public Uni<Boolean> close(UUID jobId) {
    return decided(
        jobId,
        Set.of(TaskState.UNDOING, TaskState.UNDO_FAILED),
        task -> task.resolved(tasks.nextFence()));
  }

  private Uni<Boolean> decided(UUID id, Set<TaskState> states, UnaryOperator<StoredTask> decision) {
    return done(
        () ->
            Optional.ofNullable(tasks.task(id))
                .filter(task -> states.contains(task.state()))
                .map(task -> tasks.change(task, decision))
                .isPresent());
  }

  private Uni<Boolean> done(Supplier<Boolean> work) {
    return Uni.createFrom()
        .item(
            () -> {
              transactions.current();
              return work.get();
            });
  }
}
