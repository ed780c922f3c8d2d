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
 * @param plan what will be done; empty until it is approved
 */
public record Job(
    UUID id,
    TenantId tenantId,
    JobKind kind,
    ModuleName module,
    String versionRange,
    String parameters,
    boolean allowPrereleases,
    String requestedBy,
    Instant requestedAt,
    Instant queueDeadline,
    JobState state,
    Optional<Instant> deadline,
    Optional<Instant> endedAt,
    Optional<JobProblem> problem,
    List<PlannedModule> plan) {

  public Job {
    plan = List.copyOf(plan);
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
        request.allowPrereleases(),
        requestedBy,
        now,
        until,
        JobState.PENDING,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** What is asked for. */
  public record Request(
      JobKind kind,
      ModuleName module,
      String versionRange,
      String parameters,
      boolean allowPrereleases) {}

  /** Its turn has come; from now on it has to be over by then. */
  public Job leavingQueue(Transition transition, Instant until) {
    return with(transition.to(), Optional.of(until), Optional.empty(), problem, plan);
  }

  public Job approved(Transition transition, List<PlannedModule> approvedPlan) {
    return with(transition.to(), deadline, Optional.empty(), problem, approvedPlan);
  }

  /** It moves on for that reason, which stays with it to its end. */
  public Job failing(Transition transition, JobProblem reason, Instant now) {
    return moving(transition, now).withProblem(reason);
  }

  public Job moving(Transition transition, Instant now) {
    Optional<Instant> end =
        transition.to().isFinal() ? Optional.of(now) : Optional.<Instant>empty();
    return with(transition.to(), deadline, end, problem, plan);
  }

  private Job withProblem(JobProblem reason) {
    return with(state, deadline, endedAt, Optional.of(problem.orElse(reason)), plan);
  }

  private Job with(
      JobState newState,
      Optional<Instant> newDeadline,
      Optional<Instant> newEnd,
      Optional<JobProblem> newProblem,
      List<PlannedModule> newPlan) {
    return new Job(
        id,
        tenantId,
        kind,
        module,
        versionRange,
        parameters,
        allowPrereleases,
        requestedBy,
        requestedAt,
        queueDeadline,
        newState,
        newDeadline,
        newEnd,
        newProblem,
        newPlan);
  }
}
