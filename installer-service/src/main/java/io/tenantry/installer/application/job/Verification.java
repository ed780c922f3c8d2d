package io.tenantry.installer.application.job;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Landlord;
import io.tenantry.installer.application.port.DatabaseChecks;
import io.tenantry.installer.application.port.DatabaseChecks.Promised;
import io.tenantry.installer.application.port.Packages;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.ModulePackage;
import io.tenantry.installer.domain.task.Failure;
import io.tenantry.installer.domain.task.StepOutcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks whether what the manifest promises is there, and whether the module's runtime role can do
 * what it should and no more. In the landlord database other versions may grant more.
 */
final class Verification implements StepWork {

  private final Packages packages;
  private final DatabaseChecks checks;
  private final Landlord landlord;

  Verification(Packages packages, DatabaseChecks checks, Landlord landlord) {
    this.packages = packages;
    this.checks = checks;
    this.landlord = landlord;
  }

  @Override
  public StepOutcome perform(StepContext context) {
    ModulePackage content = packages.fetch(context.item());
    ModuleName module = context.item().module();
    List<String> deviations =
        new ArrayList<>(
            checks.deviations(
                context.tenantDatabase(),
                module,
                new Promised(content.tenant().grants(), true, content.extensions())));
    if (!content.landlord().grants().equals(Grants.NONE)) {
      deviations.addAll(
          checks.deviations(
              landlord.prepared(),
              module,
              new Promised(content.landlord().grants(), false, List.of())));
    }
    return deviations.isEmpty()
        ? new StepOutcome.Done("as the manifest says")
        : new StepOutcome.Failed(Failure.of("verification-failed", String.join(" ", deviations)));
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
