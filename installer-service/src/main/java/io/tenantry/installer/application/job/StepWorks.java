package io.tenantry.installer.application.job;

import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.Landlord;
import io.tenantry.installer.application.port.DatabaseChecks;
import io.tenantry.installer.application.port.JobEvents.Remaining;
import io.tenantry.installer.application.port.LandlordUses;
import io.tenantry.installer.application.port.Migrator;
import io.tenantry.installer.application.port.Packages;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.task.Step;
import io.tenantry.installer.domain.task.StepName;

/** What each step does. */
public final class StepWorks {

  private final StepWork preflight;
  private final StepWork landlordMigrations;
  private final StepWork tenantMigrations;
  private final StepWork setup;

  public StepWorks(
      Packages packages,
      DatabaseChecks checks,
      LandlordUses uses,
      Migrator migrator,
      UnitOfWork unitOfWork,
      Landlord landlord) {
    this.preflight = new Preflight(packages, checks);
    this.landlordMigrations =
        new LandlordMigrations(packages, uses, migrator, unitOfWork, landlord);
    this.tenantMigrations = new TenantMigrations(packages, migrator);
    this.setup = new Setup(packages, migrator);
  }

  /** What is left of a step, and how an operator undoes it. */
  Remaining remaining(Claim claim, Step step, DatabaseRef database, String detail) {
    StepContext context = new StepContext(claim, step, database);
    return new Remaining(step, detail, of(step.name()).remedy(context));
  }

  StepWork of(StepName name) {
    return switch (name) {
      case PREFLIGHT -> preflight;
      case LANDLORD_MIGRATIONS -> landlordMigrations;
      case TENANT_MIGRATIONS -> tenantMigrations;
      case SETUP -> setup;
    };
  }
}
