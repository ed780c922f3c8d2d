package io.tenantry.tenantmodule.domain.job;

import io.tenantry.tenantmodule.domain.module.ModuleName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A job on its way to another one that differs in a few things. */
final class JobCopy {

  private final Job origin;
  private JobState state;
  private Optional<Instant> deadline;
  private Optional<Instant> endedAt;
  private Optional<JobProblem> problem;
  private List<PlannedModule> plan;
  private List<ModuleName> unused;
  private Optional<StopReason> stopRequested;
  private Undo undo;

  JobCopy(Job origin) {
    this.origin = origin;
    this.state = origin.state();
    this.deadline = origin.deadline();
    this.endedAt = origin.endedAt();
    this.problem = origin.problem();
    this.plan = origin.plan();
    this.unused = origin.unused();
    this.stopRequested = origin.stopRequested();
    this.undo = origin.undo();
  }

  JobCopy to(JobState newState) {
    state = newState;
    return this;
  }

  JobCopy deadline(Instant until) {
    deadline = Optional.of(until);
    return this;
  }

  JobCopy endedAt(Instant end) {
    endedAt = Optional.of(end);
    return this;
  }

  JobCopy problem(JobProblem reason) {
    problem = Optional.of(reason);
    return this;
  }

  JobCopy plan(List<PlannedModule> newPlan) {
    plan = newPlan;
    return this;
  }

  JobCopy unused(List<ModuleName> modules) {
    unused = modules;
    return this;
  }

  JobCopy stopRequested(StopReason reason) {
    stopRequested = Optional.of(reason);
    return this;
  }

  JobCopy undo(Undo newUndo) {
    undo = newUndo;
    return this;
  }

  Job job() {
    return new Job(
        origin.id(),
        origin.tenantId(),
        origin.kind(),
        origin.module(),
        origin.versionRange(),
        origin.parameters(),
        origin.options(),
        origin.restore(),
        origin.requestedBy(),
        origin.requestedAt(),
        origin.queueDeadline(),
        state,
        deadline,
        endedAt,
        problem,
        plan,
        unused,
        origin.retryOf(),
        stopRequested,
        undo);
  }
}
