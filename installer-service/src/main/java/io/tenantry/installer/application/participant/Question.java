package io.tenantry.installer.application.participant;

import io.tenantry.installer.application.Claim;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.plan.PlanItem;
import io.tenantry.installer.domain.task.Step;
import java.util.UUID;

/**
 * What a module's own service is asked about.
 *
 * @param requestId the same for every attempt and for the undo
 * @param database where the tenant's data is
 */
public record Question(UUID requestId, Claim claim, Step step, DatabaseRef database) {

  public PlanItem item() {
    return step.item();
  }
}
