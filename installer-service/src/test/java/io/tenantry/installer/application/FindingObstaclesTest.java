package io.tenantry.installer.application;

import static io.tenantry.installer.domain.Fixtures.ACME;
import static io.tenantry.installer.domain.Fixtures.itemOf;
import static io.tenantry.installer.domain.Fixtures.job;
import static io.tenantry.installer.domain.Fixtures.jobOf;
import static io.tenantry.installer.domain.Fixtures.jobWith;
import static io.tenantry.installer.domain.Fixtures.packageOf;
import static io.tenantry.installer.domain.Fixtures.removalOf;
import static io.tenantry.installer.domain.Fixtures.upgradeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.MigrationPlan.Drift;
import io.tenantry.installer.domain.migration.ScriptFailure;
import io.tenantry.installer.domain.plan.ModulePackage;
import io.tenantry.installer.domain.plan.ModulePackage.Part;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.TaskState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What would be in the way of a job, or of its undo, is found before anything is changed. Version
 * 1.1.0 of mail has one script of each kind more than 1.0.0, and no undo scripts.
 */
class FindingObstaclesTest {

  private static final DatabaseRef GLOBEX = new DatabaseRef("main", "tn_globex");
  private static final ScriptFailure FAILURE =
      new ScriptFailure("x", Optional.empty(), Optional.empty(), Optional.empty(), "no");

  private final Installer installer = new Installer();

  @BeforeEach
  void twoTenants() {
    installer.tasks.hasDatabase("globex", GLOBEX);
    newVersion(packageOf(2, 3, 1), false);
  }

  @Test
  void bothDatabasesAreLookedAtForWhatIsIntended() {
    installer.approve(job("mail"));
    installer.approve(jobOf("globex", "mail"));
    installer.workToTheEnd();

    installer.approve(removalOf("globex", "mail"));
    installer.workToTheEnd();

    assertThat(installer.looks)
        .containsExactly(
            "tn_acme/mail MAKE",
            "landlord/mail SHARE",
            "tn_globex/mail MAKE",
            "landlord/mail JOIN",
            "tn_globex/mail SET_ASIDE");
  }

  @Test
  void theLandlordDatabaseIsNoneOfThoseBusinessWhoHaveNoPartInIt() {
    installer.packages.put("notes", packageOf(0, 1, 0));
    installer.landlordObstacles.add("The landlord database is not provisioned.");
    Job job = installer.approve(job("notes"));

    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.COMPLETED);
    assertThat(installer.looks).containsExactly("tn_acme/notes MAKE");
  }

  @Test
  void whatTheLandlordDatabaseLacksFailsTheJobBeforeAnythingIsChanged() {
    installer.landlordObstacles.add("The landlord database is not provisioned.");
    installer.obstacles.add("The tenant's database is neither.");

    Job job = installer.approve(job("mail"));
    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.told.events.get(0))
        .contains(
            "mail 1.0.0 preflight, preflight-failed",
            "The tenant's database is neither. The landlord database is not provisioned.");
    assertThat(installer.schemas()).isEmpty();
  }

  @Test
  void aLandlordPartThatIsNotThePackagesIsToldWithItsServer() {
    installer.migrator.drifts.put(
        "landlord/mail", new Drift("V1__script.sql", "It was applied with another checksum."));

    installer.approve(job("mail"));
    installer.workToTheEnd();

    assertThat(installer.told.events.get(0))
        .contains(
            "In database landlord on server main, V1__script.sql: It was applied with another checksum.");
  }

  @Test
  void aTenantsPartThatIsNotThePackagesIsTold() {
    complete(job("mail"));
    installer.migrator.drifts.put(
        "tn_acme/mail", new Drift("V1__script.sql", "It was applied with another checksum."));

    installer.approve(upgradeOf(ACME, "mail"));
    installer.workToTheEnd();

    assertThat(lastFailure()).contains("V1__script.sql: It was applied with another checksum.");
  }

  @Test
  void aNewLandlordScriptWithoutUndoIsRefusedWhereOthersUseAnOlderVersion() {
    complete(jobOf("globex", "mail"));
    Map<String, List<String>> before = installer.schemas();

    Job newer = installer.approve(newerOf(ACME));
    installer.workToTheEnd();

    assertThat(installer.now(newer).state()).isEqualTo(TaskState.UNDONE);
    assertThat(lastFailure())
        .contains(
            "Nothing takes db/landlord/V2__script.sql back in database landlord on server main, where version 1.0.0 is in use; the package needs its undo script.");
    assertThat(installer.schemas()).isEqualTo(before);
  }

  @Test
  void whereNobodyUsesTheLandlordPartItIsTakenBackAsAWhole() {
    installer.migrator.answers("setUp tn_acme/mail", () -> new Outcome.Failed(FAILURE));
    Job newer = installer.approve(newerOf(ACME));

    installer.workToTheEnd();

    assertThat(installer.now(newer).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.schemas()).isEmpty();
  }

  @Test
  void whoComesWithAnOlderVersionNeedsNoWayBackOfTheNewerOne() {
    complete(newerOf(ACME));

    Job older = complete(jobOf("globex", "mail"));

    assertThat(installer.now(older).state()).isEqualTo(TaskState.COMPLETED);
  }

  @Test
  void anOfflineUpgradeThatOnlyABackupCouldTakeBackIsRefusedWhileNoneAreMade() {
    complete(job("mail"));
    newVersion(packageOf(1, 3, 1), true);
    Map<String, List<String>> before = installer.schemas();

    installer.approve(upgradeOf(ACME, "mail"));
    installer.workToTheEnd();

    assertThat(lastFailure())
        .contains(
            "Only a backup could take db/tenant/V3__script.sql back, and this platform makes none; the package needs its undo script.",
            "Only a backup could take setup/V1__script.sql back");
    assertThat(installer.schemas()).isEqualTo(before);
  }

  @Test
  void whereBackupsAreMadeAnOfflineUpgradeMayRelyOnThem() {
    complete(job("mail"));
    installer.backups = true;

    newVersion(packageOf(1, 3, 1), false);
    installer.approve(upgradeOf(ACME, "mail"));
    installer.workToTheEnd();
    assertThat(lastFailure()).contains("Nothing takes db/tenant/V3__script.sql back;");

    newVersion(packageOf(1, 3, 1), true);
    Job offline = complete(upgradeOf(ACME, "mail"));
    assertThat(installer.now(offline).state()).isEqualTo(TaskState.COMPLETED);
  }

  private String lastFailure() {
    return installer.told.events.stream()
        .filter(event -> event.startsWith("failed"))
        .reduce((former, last) -> last)
        .orElseThrow();
  }

  private Job complete(Job job) {
    installer.approve(job);
    installer.workToTheEnd();
    assertThat(installer.now(job).state()).isEqualTo(TaskState.COMPLETED);
    return job;
  }

  private void newVersion(ModulePackage content, boolean offline) {
    installer.packages.put(
        "mail@1.1.0",
        new ModulePackage(
            without(content.landlord()),
            without(content.tenant()),
            without(content.setup()),
            List.of(),
            offline,
            Optional.empty()));
  }

  /** An installation of version 1.1.0. */
  private static Job newerOf(String tenant) {
    return jobWith(tenant, itemOf("mail", "1.1.0"));
  }

  private static Part without(Part part) {
    return new Part(part.scripts(), List.of(), part.grants());
  }
}
