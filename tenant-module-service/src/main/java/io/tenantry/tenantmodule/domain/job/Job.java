package io.tenantry.tenantmodule.domain.job;

import io.tenantry.tenantmodule.domain.job.Decision.Transition;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One request for one tenant.
 *
 * @param versionRange in npm's notation
 * @param parameters JSON object for the requested module
 * @param queueDeadline when it has to have left the queue
 * @param deadline when it has to be over, once it has left the queue
 * @param restore kept data that the module begins with
 * @param plan what will be done; empty until it is approved
 * @param unused dependencies that the plan leaves without a need for them
 * @param retryOf the failed job that this one tries again
 * @param stopRequested why it was asked to stop, which decides nothing
 */
public record Job(
    UUID id,
    TenantId tenantId,
    JobKind kind,
    ModuleName module,
    String versionRange,
    String parameters,
    JobOptions options,
    Optional<Restore> restore,
    String requestedBy,
    Instant requestedAt,
    Instant queueDeadline,
    JobState state,
    Optional<Instant> deadline,
    Optional<Instant> endedAt,
    Optional<JobProblem> problem,
    List<PlannedModule> plan,
    List<ModuleName> unused,
    Optional<UUID> retryOf,
    Optional<StopReason> stopRequested,
    Undo undo) {

  public Job {
    plan = List.copyOf(plan);
    unused = List.copyOf(unused);
  }

  /** A new job, queued. */
  public static Job requested(
      UUID id, TenantId tenantId, Request request, String requestedBy, Instant now, Instant until) {
    return new Job(
        id,
        tenantId,
        request.kind(),
        request.module(),
        request.versionRange(),
        request.parameters(),
        request.options(),
        request.restore(),
        requestedBy,
        now,
        until,
        JobState.PENDING,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        request.retryOf(),
        Optional.empty(),
        Undo.NOT_BEGUN);
  }

  /** What is asked for. */
  public record Request(
      JobKind kind,
      ModuleName module,
      String versionRange,
      String parameters,
      JobOptions options,
      Optional<Restore> restore,
      Optional<UUID> retryOf) {}

  /** Its turn has come; from now on it has to be over by then. */
  public Job leavingQueue(Transition transition, Instant until) {
    return new JobCopy(this).to(transition.to()).deadline(until).job();
  }

  public Job approved(
      Transition transition, List<PlannedModule> approvedPlan, List<ModuleName> left) {
    return new JobCopy(this).to(transition.to()).plan(approvedPlan).unused(left).job();
  }

  /** Modules of the plan that are removed. */
  public List<ModuleName> removed() {
    return plan.stream().filter(PlannedModule::isRemoval).map(PlannedModule::module).toList();
  }

  /** It moves on for that reason, which stays with it to its end. */
  public Job failing(Transition transition, JobProblem reason, Instant now) {
    return new JobCopy(moving(transition, now)).problem(problem.orElse(reason)).job();
  }

  public Job moving(Transition transition, Instant now) {
    JobCopy copy = new JobCopy(this).to(transition.to());
    return transition.to().isFinal() ? copy.endedAt(now).job() : copy.job();
  }

  /** It is asked to stop; what comes of that is not decided here. */
  public Job stopping(StopReason reason) {
    return new JobCopy(this).stopRequested(stopRequested.orElse(reason)).job();
  }

  /** An undo begins, and has to be over by then. */
  public Job undoingUntil(Instant until) {
    return new JobCopy(this).undo(undo.until(until)).job();
  }

  /** The installer has told what it has undone and what not. */
  public Job partlyUndone(Undo report) {
    return new JobCopy(this).undo(undo.told(report)).job();
  }

  /** The installer has undone everything, these steps last. */
  public Job undone(List<Undo.Step> steps) {
    return new JobCopy(this).undo(undo.completed(steps)).job();
  }

  /** Whether a deadline of the state that it is in has passed, and nobody has acted on that. */
  public boolean isDue(Instant now) {
    return switch (state) {
      case PENDING -> !queueDeadline.isAfter(now);
      case VALIDATING -> hasPassed(deadline, now);
      case RUNNING -> canBeStopped() && hasPassed(deadline, now);
      case ROLLING_BACK -> hasPassed(undo.deadline(), now);
      case MANUAL_INTERVENTION, SUCCEEDED, FAILED -> false;
    };
  }

  private static boolean hasPassed(Optional<Instant> deadline, Instant now) {
    return deadline.filter(until -> !until.isAfter(now)).isPresent();
  }

  /** Whether it may be asked to stop, and was not before. */
  public boolean canBeStopped() {
    return state == JobState.RUNNING && stopRequested.isEmpty();
  }
}
