package io.tenantry.installer.domain.task;

import io.tenantry.installer.domain.plan.PlanItem;

/**
 * One idempotent unit of a job.
 *
 * @param position in the job, from 0
 */
public record Step(int position, PlanItem item, StepName name) {

  /** For logs: {@code digital_card 1.0.0 tenant-migrations}. */
  @Override
  public String toString() {
    return item.module() + " " + item.version() + " " + name.label();
  }
}
