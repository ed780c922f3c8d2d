package io.tenantry.installer.domain.task;

import io.tenantry.installer.domain.plan.PlanItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What the installer was asked to do for a tenant.
 *
 * @param items modules in the order in which they are installed
 * @param deadline when it has to be over
 */
public record Job(UUID id, String tenantId, List<PlanItem> items, Instant deadline) {

  private static final int EVERYTHING = 100;

  public Job {
    items = List.copyOf(items);
  }

  /** All steps, in their order. */
  public List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (PlanItem item : items) {
      for (StepName name : StepName.of(item.action())) {
        steps.add(new Step(steps.size(), item, name));
      }
    }
    return List.copyOf(steps);
  }

  /** How much is done when so many steps are, 0 to 100. */
  public int percentAfter(int stepsDone) {
    return EVERYTHING * stepsDone / Math.max(1, steps().size());
  }
}
