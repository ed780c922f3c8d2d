package io.tenantry.tenantmodule.domain.job;

import static io.tenantry.tenantmodule.domain.job.Decision.DUPLICATE;
import static io.tenantry.tenantmodule.domain.job.Decision.ILLEGAL;
import static io.tenantry.tenantmodule.domain.job.Decision.LATE;
import static io.tenantry.tenantmodule.domain.job.JobState.FAILED;
import static io.tenantry.tenantmodule.domain.job.JobState.MANUAL_INTERVENTION;
import static io.tenantry.tenantmodule.domain.job.JobState.ROLLING_BACK;
import static io.tenantry.tenantmodule.domain.job.JobState.RUNNING;
import static io.tenantry.tenantmodule.domain.job.JobState.SUCCEEDED;
import static io.tenantry.tenantmodule.domain.job.JobState.VALIDATING;

import io.tenantry.tenantmodule.domain.job.Decision.Transition;
import java.util.List;

/**
 * The life of a job. It answers for every state and every event and never throws: an event may come
 * twice, too late, or from a confused sender.
 */
public final class JobStateMachine {

  private JobStateMachine() {}

  public static Decision decide(JobState state, JobEvent event) {
    return switch (state) {
      case PENDING -> whenPending(event);
      case VALIDATING -> whenValidating(event);
      case RUNNING -> whenRunning(event);
      case ROLLING_BACK -> whenRollingBack(event);
      case MANUAL_INTERVENTION -> whenManual(event);
      case SUCCEEDED -> whenSucceeded(event);
      case FAILED -> whenFailed(event);
    };
  }

  private static Decision whenPending(JobEvent event) {
    return switch (event) {
      case LEFT_QUEUE -> to(VALIDATING);
      case WITHDRAWN -> to(FAILED);
      default -> ILLEGAL;
    };
  }

  private static Decision whenValidating(JobEvent event) {
    return switch (event) {
      case APPROVED -> to(RUNNING);
      case REFUSED -> to(FAILED);
      case LEFT_QUEUE -> DUPLICATE;
      case WITHDRAWN -> LATE;
      default -> ILLEGAL;
    };
  }

  private static Decision whenRunning(JobEvent event) {
    return switch (event) {
      case COMPLETED -> to(SUCCEEDED);
      case STEP_FAILED -> to(ROLLING_BACK);
      // the answer about a job that the installer never saw, or whose failure got lost
      case ROLLED_BACK -> to(ROLLING_BACK, FAILED);
      case ROLLBACK_FAILED -> to(ROLLING_BACK, MANUAL_INTERVENTION);
      case LEFT_QUEUE, APPROVED -> DUPLICATE;
      case WITHDRAWN, REFUSED -> LATE;
      case UNDO_OVERDUE, UNDO_REQUESTED, DECLARED_CLEAN -> ILLEGAL;
    };
  }

  private static Decision whenRollingBack(JobEvent event) {
    return switch (event) {
      case ROLLED_BACK -> to(FAILED);
      case ROLLBACK_FAILED, UNDO_OVERDUE -> to(MANUAL_INTERVENTION);
      case LEFT_QUEUE, APPROVED, STEP_FAILED, UNDO_REQUESTED -> DUPLICATE;
      case WITHDRAWN, REFUSED -> LATE;
      case COMPLETED, DECLARED_CLEAN -> ILLEGAL;
    };
  }

  private static Decision whenManual(JobEvent event) {
    return switch (event) {
      case ROLLED_BACK, DECLARED_CLEAN -> to(FAILED);
      case UNDO_REQUESTED -> to(ROLLING_BACK);
      case LEFT_QUEUE, APPROVED, STEP_FAILED, ROLLBACK_FAILED, UNDO_OVERDUE -> DUPLICATE;
      case WITHDRAWN, REFUSED -> LATE;
      case COMPLETED -> ILLEGAL;
    };
  }

  private static Decision whenSucceeded(JobEvent event) {
    return switch (event) {
      case LEFT_QUEUE, APPROVED, COMPLETED -> DUPLICATE;
      case WITHDRAWN, REFUSED, UNDO_OVERDUE, UNDO_REQUESTED, DECLARED_CLEAN -> LATE;
      case STEP_FAILED, ROLLED_BACK, ROLLBACK_FAILED -> ILLEGAL;
    };
  }

  private static Decision whenFailed(JobEvent event) {
    return switch (event) {
      case LEFT_QUEUE, WITHDRAWN, REFUSED, ROLLED_BACK, DECLARED_CLEAN -> DUPLICATE;
      case APPROVED, STEP_FAILED, ROLLBACK_FAILED, UNDO_OVERDUE, UNDO_REQUESTED -> LATE;
      case COMPLETED -> ILLEGAL;
    };
  }

  private static Decision to(JobState... path) {
    return new Transition(List.of(path));
  }
}
