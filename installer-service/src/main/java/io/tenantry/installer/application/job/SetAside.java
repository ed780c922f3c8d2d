package io.tenantry.installer.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.port.KeptSchemas;
import io.tenantry.installer.domain.kept.KeptData;
import io.tenantry.installer.domain.task.StepOutcome;
import java.util.List;

/**
 * Sets the data of a module that is removed aside. Its part of the landlord database stays as long
 * as the data does, because the data may refer to it.
 */
final class SetAside implements StepWork {

  private final KeptSchemas schemas;

  SetAside(KeptSchemas schemas) {
    this.schemas = schemas;
  }

  @Override
  public StepOutcome perform(StepContext context) {
    return RunOutcomes.of(
        schemas.setAside(context.tenantRun(), kept(context)), scripts -> "set aside");
  }

  @Override
  public StepOutcome undo(StepContext context) {
    return RunOutcomes.of(
        schemas.putBack(context.undoOfTenantRun(), kept(context)), scripts -> "put back");
  }

  @Override
  public Uni<List<String>> remedy(StepContext context) {
    return Uni.createFrom()
        .item(schemas.puttingBackCommands(context.tenantDatabase(), kept(context)));
  }

  private static KeptData kept(StepContext context) {
    return KeptData.leftBy(context.claim().taskId(), context.item().module());
  }
}
