package io.tenantry.installer.application;

import io.tenantry.installer.domain.kept.PurgeOrder;
import io.tenantry.installer.domain.task.Failure;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.Step;
import io.tenantry.installer.domain.task.StepState;
import io.tenantry.installer.domain.task.Stop;
import io.tenantry.installer.domain.task.TaskState;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** A task as the tests' store keeps it. */
record StoredTask(
    Claim claim,
    boolean leased,
    boolean resting,
    long sequence,
    Optional<Failure> failure,
    Optional<Stop> stop) {

  static StoredTask added(UUID id, String tenant, Optional<Job> job, Origin origin) {
    return added(id, tenant, job, Optional.empty(), origin);
  }

  static StoredTask purging(PurgeOrder order, Origin origin) {
    return added(order.taskId(), order.tenantId(), Optional.empty(), Optional.of(order), origin);
  }

  private static StoredTask added(
      UUID id, String tenant, Optional<Job> job, Optional<PurgeOrder> purge, Origin origin) {
    Claim claim = new Claim(id, tenant, TaskState.RUNNING, 0, 0, job, purge, Map.of(), origin);
    return new StoredTask(claim, false, false, 0, Optional.empty(), Optional.empty());
  }

  boolean isPurge() {
    return claim.purge().isPresent();
  }

  UUID id() {
    return claim.taskId();
  }

  String tenantId() {
    return claim.tenantId();
  }

  long fence() {
    return claim.fence();
  }

  TaskState state() {
    return claim.state();
  }

  int attempts() {
    return claim.attempts();
  }

  boolean isWork() {
    return state().isWork();
  }

  StoredTask claimed(long fence) {
    return of(state(), fence, attempts(), claim.steps(), true);
  }

  StoredTask released() {
    return of(state(), fence(), attempts(), claim.steps(), false);
  }

  /** A job that was asked to stop does not rest. */
  StoredTask atRest() {
    boolean stopped = state() == TaskState.RUNNING && stop.isPresent();
    return new StoredTask(claim, false, !stopped, sequence, failure, stop);
  }

  StoredTask woken() {
    return new StoredTask(claim, leased, false, sequence, failure, stop);
  }

  StoredTask withAttempts(int attempts) {
    return of(state(), fence(), attempts, claim.steps(), leased);
  }

  StoredTask with(Step step, StepState state) {
    Map<Integer, StepState> steps = new TreeMap<>(claim.steps());
    steps.put(step.position(), state);
    return of(state(), fence(), attempts(), steps, leased);
  }

  StoredTask withNextSequence() {
    return new StoredTask(claim, leased, resting, sequence + 1, failure, stop);
  }

  StoredTask turnedBack(Failure reason) {
    StoredTask turned = of(TaskState.UNDOING, fence(), 0, claim.steps(), false);
    return new StoredTask(turned.claim, false, false, sequence, Optional.of(reason), stop);
  }

  StoredTask stoppedBy(Stop request) {
    return new StoredTask(
        claim, leased, false, sequence, failure, stop.or(() -> Optional.of(request)));
  }

  StoredTask undoneAgain(Origin origin) {
    StoredTask again = of(TaskState.UNDOING, fence(), 0, claim.steps(), false);
    return new StoredTask(again.claim.askedFor(origin), false, false, sequence, failure, stop);
  }

  StoredTask resolved(long fence) {
    return of(TaskState.RESOLVED, fence, attempts(), claim.steps(), false);
  }

  StoredTask ended(TaskState state) {
    return of(state, fence(), attempts(), claim.steps(), false);
  }

  private StoredTask of(
      TaskState state, long fence, int attempts, Map<Integer, StepState> steps, boolean leased) {
    Claim changed =
        new Claim(
            claim.taskId(),
            claim.tenantId(),
            state,
            fence,
            attempts,
            claim.job(),
            claim.purge(),
            steps,
            claim.origin());
    return new StoredTask(changed, leased, false, sequence, failure, stop);
  }
}
