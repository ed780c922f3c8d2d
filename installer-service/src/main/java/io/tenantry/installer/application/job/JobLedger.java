package io.tenantry.installer.application.job;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.Commit;
import io.tenantry.installer.application.TaskLostException;
import io.tenantry.installer.application.port.JobEvents;
import io.tenantry.installer.application.port.JobEvents.Remaining;
import io.tenantry.installer.application.port.KeptDataBook;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.application.port.Tasks.Held;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.kept.KeptData;
import io.tenantry.installer.domain.plan.PlanItem;
import io.tenantry.installer.domain.task.Failure;
import io.tenantry.installer.domain.task.Step;
import io.tenantry.installer.domain.task.StepState;
import io.tenantry.installer.domain.task.Stop;
import io.tenantry.installer.domain.task.TaskState;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Writes down what a worker does, before and after, and tells the saga in the same transaction. It
 * writes nothing for a worker that has lost the task.
 */
public final class JobLedger {

  private final Tasks tasks;
  private final KeptDataBook keptData;
  private final JobEvents events;
  private final UnitOfWork unitOfWork;

  public JobLedger(Tasks tasks, KeptDataBook keptData, JobEvents events, UnitOfWork unitOfWork) {
    this.tasks = tasks;
    this.keptData = keptData;
    this.events = events;
    this.unitOfWork = unitOfWork;
  }

  /**
   * A step begins, unless the job was asked to stop: then it is over, and will be undone. A step
   * that an earlier attempt has begun goes on without a word.
   */
  Progress started(Claim claim, Step step) {
    return write(
        Commit.STEP_STARTED,
        claim,
        false,
        held ->
            held.stop()
                .map(stop -> stop(claim, held, begun(claim, step), stop))
                .orElseGet(() -> start(claim, held, step))
                .replaceWith(held.stop().isPresent() ? Progress.OVER : Progress.NEXT));
  }

  private Uni<Void> start(Claim claim, Held held, Step step) {
    if (isAlready(claim, step, StepState.STARTED)) {
      return Uni.createFrom().voidItem();
    }
    int percent = percent(claim, step.position());
    return tasks
        .save(claim, step, StepState.STARTED)
        .chain(
            () ->
                events.progressed(
                    claim, held.sequence(), step, StepState.STARTED, percent, Optional.empty()));
  }

  void completed(Claim claim, Step step, String detail) {
    int percent = percent(claim, step.position() + 1);
    write(
        Commit.STEP_COMPLETED,
        claim,
        () -> tasks.hold(claim, step, StepState.COMPLETED),
        held ->
            events.progressed(
                claim, held.sequence(), step, StepState.COMPLETED, percent, Optional.of(detail)));
  }

  /** Every step is done; the job is completed, unless it was asked to stop before that. */
  void finished(Claim claim, DatabaseRef database) {
    write(
        Commit.JOB_COMPLETED,
        claim,
        true,
        held ->
            held.stop()
                .map(stop -> stop(claim, held, Optional.empty(), stop))
                .orElseGet(
                    () ->
                        tasks
                            .end(claim, TaskState.COMPLETED)
                            .chain(() -> settle(claim))
                            .chain(() -> events.completed(claim, held.sequence(), database))));
  }

  /** Data that the job has set aside is kept from now on, and what it has put back no more. */
  private Uni<Void> settle(Claim claim) {
    return Multi.createFrom()
        .iterable(claim.job().orElseThrow().items())
        .onItem()
        .transformToUniAndConcatenate(item -> settle(claim, item))
        .onItem()
        .ignoreAsUni();
  }

  private Uni<Void> settle(Claim claim, PlanItem item) {
    return switch (item.action()) {
      case INSTALL, UPGRADE -> Uni.createFrom().voidItem();
      case RESTORE -> keptData.strikeOut(item.restores().orElseThrow());
      case REMOVE ->
          keptData.enter(
              KeptData.leftBy(claim.taskId(), item.module()), claim.tenantId(), claim.taskId());
    };
  }

  /** A step failed, or none had begun yet; from here on everything is undone. */
  void failed(Claim claim, Optional<Step> step, Failure reason) {
    write(Commit.JOB_FAILED, claim, true, held -> turnBack(claim, held, step, reason));
  }

  void undoing(Claim claim, Step step) {
    undo(Commit.STEP_UNDOING, claim, step, StepState.UNDOING, false, Optional.empty());
  }

  void undone(Claim claim, Step step, String detail) {
    undo(Commit.STEP_UNDONE, claim, step, StepState.UNDONE, true, Optional.of(detail));
  }

  /** Nothing is left of the job. */
  void rolledBack(Claim claim, List<Step> undone) {
    write(
        Commit.JOB_UNDONE,
        claim,
        true,
        held ->
            tasks
                .end(claim, TaskState.UNDONE)
                .chain(() -> events.rolledBack(claim, held.sequence(), undone)));
  }

  /** Something is left of the job, and an operator has to decide. */
  void rollbackFailed(Claim claim, List<Step> undone, Supplier<Uni<List<Remaining>>> remaining) {
    write(
        Commit.UNDO_FAILED,
        claim,
        true,
        held ->
            tasks
                .end(claim, TaskState.UNDO_FAILED)
                .chain(remaining::get)
                .chain(left -> events.rollbackFailed(claim, held.sequence(), undone, left)));
  }

  private Uni<Void> stop(Claim claim, Held held, Optional<Step> step, Stop stop) {
    return turnBack(claim, held, step, stop.failure(claim.job().orElseThrow()));
  }

  private Uni<Void> turnBack(Claim claim, Held held, Optional<Step> step, Failure reason) {
    return step.map(one -> tasks.save(claim, one, StepState.FAILED))
        .orElseGet(() -> Uni.createFrom().voidItem())
        .chain(() -> tasks.turnBack(claim, reason))
        .chain(() -> events.failed(claim, held.sequence(), step, reason));
  }

  /** The step, when an earlier attempt has begun it. */
  private static Optional<Step> begun(Claim claim, Step step) {
    return Optional.of(step).filter(one -> claim.steps().containsKey(one.position()));
  }

  private static boolean isAlready(Claim claim, Step step, StepState state) {
    return claim.steps().get(step.position()) == state;
  }

  private void undo(
      Commit name,
      Claim claim,
      Step step,
      StepState state,
      boolean goesOn,
      Optional<String> detail) {
    int percent = percent(claim, step.position());
    write(
        name,
        claim,
        goesOn,
        held ->
            isAlready(claim, step, state)
                ? Uni.createFrom().voidItem()
                : tasks
                    .save(claim, step, state)
                    .chain(
                        () ->
                            events.progressed(
                                claim, held.sequence(), step, state, percent, detail)));
  }

  private <T> T write(Commit name, Claim claim, boolean goesOn, Function<Held, Uni<T>> entry) {
    return write(name, claim, () -> tasks.hold(claim, goesOn), entry);
  }

  private <T> T write(
      Commit name, Claim claim, Supplier<Uni<Optional<Held>>> hold, Function<Held, Uni<T>> entry) {
    return unitOfWork.await(
        name,
        () ->
            hold.get()
                .map(held -> held.orElseThrow(() -> new TaskLostException(claim.taskId())))
                .chain(entry::apply));
  }

  private static int percent(Claim claim, int stepsDone) {
    return claim.job().orElseThrow().percentAfter(stepsDone);
  }
}
