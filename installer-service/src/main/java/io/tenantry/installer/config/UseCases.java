package io.tenantry.installer.config;

import io.tenantry.installer.application.Landlord;
import io.tenantry.installer.application.Patience;
import io.tenantry.installer.application.PerformTask;
import io.tenantry.installer.application.job.InterveneInJob;
import io.tenantry.installer.application.job.JobLedger;
import io.tenantry.installer.application.job.PerformJob;
import io.tenantry.installer.application.job.RepeatOutcome;
import io.tenantry.installer.application.job.StepTimes;
import io.tenantry.installer.application.job.StepWorks;
import io.tenantry.installer.application.job.TakeJob;
import io.tenantry.installer.application.job.UndoJob;
import io.tenantry.installer.application.kept.PurgeKeptData;
import io.tenantry.installer.application.kept.TakePurge;
import io.tenantry.installer.application.participant.AskParticipant;
import io.tenantry.installer.application.participant.TakeAnswer;
import io.tenantry.installer.application.port.Background;
import io.tenantry.installer.application.port.Backups;
import io.tenantry.installer.application.port.DatabaseChecks;
import io.tenantry.installer.application.port.Extensions;
import io.tenantry.installer.application.port.Interventions;
import io.tenantry.installer.application.port.JobEvents;
import io.tenantry.installer.application.port.KeptDataBook;
import io.tenantry.installer.application.port.KeptSchemas;
import io.tenantry.installer.application.port.LandlordUses;
import io.tenantry.installer.application.port.Measures;
import io.tenantry.installer.application.port.Migrator;
import io.tenantry.installer.application.port.Packages;
import io.tenantry.installer.application.port.ParticipantBook;
import io.tenantry.installer.application.port.ParticipantEvents;
import io.tenantry.installer.application.port.Provisioner;
import io.tenantry.installer.application.port.Shift;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.application.port.TenantEvents;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.application.tenant.ProvisionDatabase;
import io.tenantry.installer.application.tenant.TakeTenant;
import io.tenantry.installer.domain.database.DatabaseRef;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Puts the use cases together; they know nothing of the container. */
final class UseCases {

  private static final String NAME_PREFIX = "tn_";
  private static final int NAME_BYTES = 6;

  private final SecureRandom random = new SecureRandom();

  @Produces
  @Singleton
  TakeTenant takeTenant(Tasks tasks, TenantEvents events, UnitOfWork unitOfWork) {
    return new TakeTenant(tasks, events, unitOfWork);
  }

  @Produces
  @Singleton
  RepeatOutcome repeatOutcome(Tasks tasks, JobEvents events, StepWorks works) {
    return new RepeatOutcome(tasks, events, works);
  }

  @Produces
  @Singleton
  TakeJob takeJob(Tasks tasks, RepeatOutcome repeatOutcome, UnitOfWork unitOfWork) {
    return new TakeJob(tasks, repeatOutcome, unitOfWork);
  }

  @Produces
  @Singleton
  InterveneInJob interveneInJob(
      Interventions interventions,
      LandlordUses uses,
      ParticipantBook participants,
      RepeatOutcome repeatOutcome,
      UnitOfWork unitOfWork) {
    return new InterveneInJob(interventions, uses, participants, repeatOutcome, unitOfWork);
  }

  @Produces
  @Singleton
  ProvisionDatabase provisionDatabase(
      Tasks tasks,
      Provisioner provisioner,
      TenantEvents events,
      UnitOfWork unitOfWork,
      Landlord landlord,
      InstallerSettings settings) {
    return new ProvisionDatabase(
        tasks, provisioner, events, unitOfWork, landlord, () -> newDatabase(settings));
  }

  @Produces
  @Singleton
  Landlord landlord(Provisioner provisioner, InstallerSettings settings) {
    InstallerSettings.Landlord landlord = settings.landlord();
    return new Landlord(new DatabaseRef(landlord.server(), landlord.database()), provisioner);
  }

  @Produces
  @Singleton
  JobLedger jobLedger(Tasks tasks, KeptDataBook keptData, JobEvents events, UnitOfWork unitOfWork) {
    return new JobLedger(tasks, keptData, events, unitOfWork);
  }

  @Produces
  @Singleton
  AskParticipant askParticipant(
      Tasks tasks,
      ParticipantBook book,
      ParticipantEvents events,
      UnitOfWork unitOfWork,
      Measures measures,
      InstallerSettings settings) {
    return new AskParticipant(
        tasks, book, events, unitOfWork, measures, settings.participants().attempts());
  }

  @Produces
  @Singleton
  TakeAnswer takeAnswer(ParticipantBook book, UnitOfWork unitOfWork, Measures measures) {
    return new TakeAnswer(book, unitOfWork, measures);
  }

  @Produces
  @Singleton
  StepWorks stepWorks(
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
    return new StepWorks(
        packages,
        checks,
        extensions,
        backups,
        tasks,
        uses,
        migrator,
        keptSchemas,
        unitOfWork,
        landlord,
        background,
        askParticipant);
  }

  @Produces
  @Singleton
  StepTimes stepTimes(Measures measures) {
    return new StepTimes(measures);
  }

  @Produces
  @Singleton
  PerformJob performJob(JobLedger ledger, StepWorks works, StepTimes times, Shift shift) {
    return new PerformJob(ledger, works, times, shift);
  }

  @Produces
  @Singleton
  UndoJob undoJob(JobLedger ledger, StepWorks works, StepTimes times, Shift shift) {
    return new UndoJob(ledger, works, times, shift);
  }

  @Produces
  @Singleton
  TakePurge takePurge(KeptDataBook book, Tasks tasks, TenantEvents events, UnitOfWork unitOfWork) {
    return new TakePurge(book, tasks, events, unitOfWork);
  }

  @Produces
  @Singleton
  PurgeKeptData purgeKeptData(
      Tasks tasks,
      KeptDataBook book,
      KeptSchemas schemas,
      LandlordUses uses,
      Migrator migrator,
      TenantEvents events,
      UnitOfWork unitOfWork,
      Landlord landlord) {
    return new PurgeKeptData(tasks, book, schemas, uses, migrator, events, unitOfWork, landlord);
  }

  @Produces
  @Singleton
  PerformTask performTask(
      ProvisionDatabase provisionDatabase,
      PerformJob performJob,
      UndoJob undoJob,
      PurgeKeptData purgeKeptData,
      Tasks tasks,
      UnitOfWork unitOfWork,
      InstallerSettings settings,
      Measures measures) {
    Patience patience =
        new Patience(settings.workers().longestPause(), settings.workers().mostAttempts(), random);
    return new PerformTask(
        provisionDatabase,
        performJob,
        undoJob,
        purgeKeptData,
        tasks,
        unitOfWork,
        patience,
        measures);
  }

  /** The name of a database tells nothing about its tenant. */
  private DatabaseRef newDatabase(InstallerSettings settings) {
    byte[] bytes = new byte[NAME_BYTES];
    random.nextBytes(bytes);
    return new DatabaseRef(settings.tenantServer(), NAME_PREFIX + HexFormat.of().formatHex(bytes));
  }
}
