package io.tenantry.installer.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.port.KeptSchemas;
import io.tenantry.installer.domain.task.StepOutcome;
import java.util.List;

/** Puts the data back that a former installation has left. */
final class Restore implements StepWork {

  private final KeptSchemas schemas;

  Restore(KeptSchemas schemas) {
    this.schemas = schemas;
  }

  @Override
  public StepOutcome perform(StepContext context) {
    return RunOutcomes.of(
        schemas.putBack(context.tenantRun(), context.restored()), scripts -> "put back");
  }

  @Override
  public StepOutcome undo(StepContext context) {
    return RunOutcomes.of(
        schemas.setAside(context.undoOfTenantRun(), context.restored()), scripts -> "set aside");
  }

  @Override
  public Uni<List<String>> remedy(StepContext context) {
    return Uni.createFrom()
        .item(schemas.settingAsideCommands(context.tenantDatabase(), context.restored()));
  }
}
