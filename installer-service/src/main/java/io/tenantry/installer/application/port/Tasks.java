package io.tenantry.installer.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.PlanItem;
import io.tenantry.installer.domain.task.Failure;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.Step;
import io.tenantry.installer.domain.task.StepState;
import io.tenantry.installer.domain.task.Stop;
import io.tenantry.installer.domain.task.TaskState;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** What the installer has to do, and how far it is. */
public interface Tasks {

  /** Adds a job; false when it is known already. */
  Uni<Boolean> addJob(Job job, Origin origin);

  /** Adds the making of a tenant's database; false when it is known already. */
  Uni<Boolean> addProvisioning(UUID taskId, String tenantId, Origin origin);

  /** Gives a worker the oldest task that nobody works on, with the next fencing token. */
  Uni<Optional<Claim>> claim(String worker, Duration lease);

  /** How the task is now; empty when it is not the worker's any more. */
  Uni<Optional<Claim>> current(Claim claim);

  /**
   * A task that is over, and that nobody else changes until the unit of work ends.
   *
   * @return empty while there is work to do for it
   */
  Uni<Optional<Ended>> ended(UUID taskId);

  /** Says that the worker is alive; false when the task is not the worker's any more. */
  Uni<Boolean> prolong(Claim claim, Duration lease);

  /**
   * Gives the task back, to be taken again after that time; so often in a row it could not go on.
   */
  Uni<Void> postpone(Claim claim, Duration pause, int attempts);

  /** Gives the task back, to be taken again when it is woken, or after that time. */
  Uni<Void> rest(Claim claim, Duration atMost);

  /**
   * Keeps everybody else from changing the task until the unit of work ends.
   *
   * @param goesOn whether the task has got on, so that its attempts are counted afresh
   * @return empty when the task is not the worker's any more
   */
  Uni<Optional<Held>> hold(Claim claim, boolean goesOn);

  /** The same of a task that has got on, and stores what became of a step. */
  Uni<Optional<Held>> hold(Claim claim, Step step, StepState state);

  /** Stores what became of a step of a held task. */
  Uni<Void> save(Claim claim, Step step, StepState state);

  /** Stores that a held task goes the other way, with its attempts counted afresh, and why. */
  Uni<Void> turnBack(Claim claim, Failure reason);

  /** Stores that a held task is over. */
  Uni<Void> end(Claim claim, TaskState state);

  /** How the tenant's last completed job installed that version, or upgraded to it. */
  Uni<Optional<PlanItem>> installed(String tenantId, ModuleName module, String version);

  /** Where a tenant's database is, or is to be. */
  Uni<Optional<DatabaseRef>> databaseOf(String tenantId);

  /** Decides where a tenant's database is to be; what was decided before stays. */
  Uni<DatabaseRef> assignDatabase(String tenantId, DatabaseRef proposal);

  /** How much there is to do for all replicas. */
  Uni<Load> load();

  /**
   * What there is to do.
   *
   * @param waiting tasks that nobody works on
   * @param running tasks that somebody works on
   * @param oldest since when the oldest of them is there; zero when there is none
   */
  record Load(int waiting, int running, Duration oldest) {}

  /**
   * A task that its worker holds.
   *
   * @param sequence next sequence number of the task's events
   * @param stop that it was asked to stop, until now
   */
  record Held(long sequence, Optional<Stop> stop) {}

  /**
   * A task that is over.
   *
   * @param claim the task as the last worker left it
   * @param sequence next sequence number of the task's events
   */
  record Ended(Claim claim, long sequence) {}
}
