package io.tenantry.installer.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.port.DatabaseChecks;
import io.tenantry.installer.application.port.Packages;
import io.tenantry.installer.domain.task.Failure;
import io.tenantry.installer.domain.task.StepOutcome;
import java.util.List;

/** Looks whether everything is there before anything is changed. */
final class Preflight implements StepWork {

  private final Packages packages;
  private final DatabaseChecks checks;

  Preflight(Packages packages, DatabaseChecks checks) {
    this.packages = packages;
    this.checks = checks;
  }

  @Override
  public StepOutcome perform(StepContext context) {
    packages.fetch(context.item());
    List<String> obstacles = checks.obstacles(context.tenantDatabase(), context.item().module());
    return obstacles.isEmpty()
        ? new StepOutcome.Done("package verified")
        : new StepOutcome.Failed(Failure.of("preflight-failed", String.join(" ", obstacles)));
  }

  @Override
  public StepOutcome undo(StepContext context) {
    return new StepOutcome.Done("nothing was changed");
  }

  @Override
  public Uni<List<String>> remedy(StepContext context) {
    return Uni.createFrom().item(List.of());
  }
}
