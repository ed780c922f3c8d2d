package io.tenantry.tenantmodule.application;

import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.Undo;
import java.util.List;

/** An undo that failed: one step of two is left. */
final class LeftOver {

  static final JobProblem PROBLEM = JobProblem.refusal("rollback-failed", "The schema is in use.");
  static final Undo.Step SETUP = new Undo.Step("digital_card", "1.0.0", "setup");
  static final Undo.Step MIGRATIONS = new Undo.Step("digital_card", "1.0.0", "tenant-migrations");
  static final long SEQUENCE = 9;
  static final Undo REPORT = reported(SEQUENCE);

  private LeftOver() {}

  /** The same, told with that number. */
  static Undo reported(long sequence) {
    return Undo.report(
        List.of(SETUP),
        List.of(
            new Undo.Remaining(
                MIGRATIONS, "The schema is in use.", List.of("drop schema digital_card"))),
        sequence);
  }
}
