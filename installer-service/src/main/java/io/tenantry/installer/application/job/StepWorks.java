package io.tenantry.installer.application.job;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.Landlord;
import io.tenantry.installer.application.participant.AskParticipant;
import io.tenantry.installer.application.port.Background;
import io.tenantry.installer.application.port.Backups;
import io.tenantry.installer.application.port.DatabaseChecks;
import io.tenantry.installer.application.port.Extensions;
import io.tenantry.installer.application.port.JobEvents.Remaining;
import io.tenantry.installer.application.port.KeptSchemas;
import io.tenantry.installer.application.port.LandlordUses;
import io.tenantry.installer.application.port.Migrator;
import io.tenantry.installer.application.port.Packages;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.task.Step;
import io.tenantry.installer.domain.task.StepName;
import java.util.List;
import java.util.function.Function;

/** What each step does. */
public final class StepWorks {

  private final StepWork preflight;
  private final StepWork landlordMigrations;
  private final StepWork tenantMigrations;
  private final StepWork setup;
  private final StepWork restore;
  private final StepWork teardown;
  private final StepWork setAside;
  private final StepWork verification;

  public StepWorks(
      Packages packages,
      DatabaseChecks checks,
      Extensions extensions,
      Backups backups,
      Tasks tasks,
      LandlordUses uses,
      Migrator migrator,
      KeptSchemas keptSchemas,
      UnitOfWork unitOfWork,
      Landlord landlord,
      Background background,
      AskParticipant askParticipant) {
    Formers formers = new Formers(tasks, packages, unitOfWork);
    this.preflight =
        new Preflight(
            packages,
            checks,
            keptSchemas,
            new PreflightOfUpgrade(formers, migrator, backups),
            new PreflightOfLandlord(packages, checks, uses, migrator, unitOfWork, landlord));
    this.landlordMigrations =
        new LandlordMigrations(packages, uses, migrator, unitOfWork, landlord, background);
    this.tenantMigrations =
        new TenantMigrations(packages, formers, migrator, extensions, background);
    Participants participants = new Participants(askParticipant);
    this.setup = new Setup(packages, formers, migrator, participants);
    this.teardown = new Teardown(participants);
    this.restore = new Restore(keptSchemas);
    this.setAside = new SetAside(keptSchemas);
    this.verification = new Verification(packages, checks, landlord);
  }

  /** What is left of steps, and how an operator undoes it, asked for in a unit of work. */
  Uni<List<Remaining>> remaining(
      Claim claim, List<Step> steps, DatabaseRef database, Function<Step, String> detail) {
    return Multi.createFrom()
        .iterable(steps)
        .onItem()
        .transformToUniAndConcatenate(
            step ->
                of(step.name())
                    .remedy(new StepContext(claim, step, database))
                    .map(commands -> new Remaining(step, detail.apply(step), commands)))
        .collect()
        .asList();
  }

  StepWork of(StepName name) {
    return switch (name) {
      case PREFLIGHT -> preflight;
      case LANDLORD_MIGRATIONS -> landlordMigrations;
      case RESTORE -> restore;
      case TENANT_MIGRATIONS -> tenantMigrations;
      case SETUP -> setup;
      case TEARDOWN -> teardown;
      case SET_ASIDE -> setAside;
      case VERIFICATION -> verification;
    };
  }
}
