package io.tenantry.installer.application;

import static io.tenantry.installer.domain.Fixtures.ACME;
import static io.tenantry.installer.domain.Fixtures.job;
import static io.tenantry.installer.domain.Fixtures.jobOf;
import static io.tenantry.installer.domain.Fixtures.module;
import static io.tenantry.installer.domain.Fixtures.packageOf;
import static io.tenantry.installer.domain.Fixtures.upgradeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.application.port.JobEvents.Remaining;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.domain.database.DatabaseRef;
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

/** Version 1.0.0 of mail has one landlord script, two tenant scripts and one for its setup. */
class UpgradingModulesTest {

  private static final ScriptFailure FAILURE =
      new ScriptFailure("x", Optional.empty(), Optional.empty(), Optional.empty(), "no");
  private static final DatabaseRef GLOBEX = new DatabaseRef("main", "tn_globex");

  private final Installer installer = new Installer();

  @BeforeEach
  void mailIsInstalled() {
    installer.packages.put("mail@1.1.0", packageOf(2, 4, 1));
    installer.approve(job("mail"));
    installer.workToTheEnd();
    installer.told.events.clear();
    installer.told.progress.clear();
  }

  @Test
  void whatIsNewIsApplied() {
    Job upgrade = installer.approve(upgradeOf(ACME, "mail"));

    installer.workToTheEnd();

    assertThat(installer.now(upgrade).state()).isEqualTo(TaskState.COMPLETED);
    assertThat(installer.told.events).containsExactly("completed in tn_acme");
    assertThat(installer.migrator.schemas.get("tn_acme/mail"))
        .containsExactly(
            "db/tenant/V1__script.sql",
            "db/tenant/V2__script.sql",
            "setup/V1__script.sql",
            "db/tenant/V3__script.sql",
            "db/tenant/V4__script.sql");
    assertThat(installer.migrator.schemas.get("landlord/mail")).hasSize(2);
  }

  @Test
  void aFailingUpgradeLeavesEverythingAsItWas() {
    Map<String, List<String>> before = installer.schemas();
    installer.migrator.answers("setUp tn_acme/mail", () -> new Outcome.Failed(FAILURE));
    Job upgrade = installer.approve(upgradeOf(ACME, "mail"));

    installer.workToTheEnd();

    assertThat(installer.now(upgrade).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.schemas()).isEqualTo(before);
    assertThat(installer.told.progress)
        .contains(
            "mail setup UNDONE 60: as before",
            "mail tenant-migrations UNDONE 40: 2 undo scripts",
            "mail landlord-migrations UNDONE 20: removed what was new",
            "mail preflight UNDONE 0: nothing was changed");
    assertThat(installer.uses.versionsOf(module("mail"))).containsExactly("acme 1.0.0");
  }

  @Test
  void aSetupThatWasDoneIsDoneAsBefore() {
    installer.migrator.answers("setUp tn_acme/other", () -> new Outcome.Failed(FAILURE));
    installer.packages.put("other@1.1.0", packageOf(0, 1, 1));
    Job first = installer.approve(job("other"));
    installer.migrator.answersAsItShould();
    installer.workToTheEnd();
    assertThat(installer.now(first).state()).isEqualTo(TaskState.COMPLETED);
    Map<String, List<String>> before = installer.schemas();
    installer.migrator.answers("setUp tn_acme/other", () -> new Outcome.Failed(FAILURE));
    Job upgrade = installer.approve(upgradeOf(ACME, "mail", "other"));

    installer.workToTheEnd();

    assertThat(installer.now(upgrade).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.told.progress).anyMatch(text -> text.startsWith("mail setup UNDONE"));
    assertThat(installer.schemas()).isEqualTo(before);
  }

  @Test
  void whatOthersUseOfTheLandlordDatabaseStays() {
    installer.tasks.hasDatabase("globex", GLOBEX);
    installer.approve(jobOf("globex", "mail"));
    installer.approve(upgradeOf("globex", "mail"));
    installer.workToTheEnd();
    installer.migrator.answers("upgrade tn_acme/mail", () -> new Outcome.Failed(FAILURE));
    installer.approve(upgradeOf(ACME, "mail"));

    installer.workToTheEnd();

    assertThat(installer.told.progress)
        .contains("mail landlord-migrations UNDONE 20: other tenants use it");
    assertThat(installer.migrator.schemas.get("landlord/mail")).hasSize(2);
    assertThat(installer.uses.versionsOf(module("mail")))
        .containsExactly("acme 1.0.0", "globex 1.1.0");
  }

  @Test
  void whoLeavesLastTakesBackWhatOthersApplied() {
    installer.tasks.hasDatabase("globex", GLOBEX);
    installer.approve(jobOf("globex", "mail"));
    installer.workToTheEnd();
    installer.migrator.answers("setUp tn_globex/mail", () -> new Outcome.Failed(FAILURE));
    installer.approve(upgradeOf("globex", "mail"));
    installer.workToTheEnd();

    assertThat(installer.migrator.schemas.get("landlord/mail")).hasSize(1);
    assertThat(installer.uses.versionsOf(module("mail")))
        .containsExactly("acme 1.0.0", "globex 1.0.0");
  }

  @Test
  void anInstallationOfAnOlderVersionUsesThePartOfTheNewerOne() {
    installer.approve(upgradeOf(ACME, "mail"));
    installer.workToTheEnd();
    installer.tasks.hasDatabase("globex", GLOBEX);
    Job older = installer.approve(jobOf("globex", "mail"));

    installer.workToTheEnd();

    assertThat(installer.now(older).state()).isEqualTo(TaskState.COMPLETED);
    assertThat(installer.migrator.schemas.get("landlord/mail")).hasSize(2);
  }

  @Test
  void anUpgradeWithoutAWayBackIsRefusedBeforeAnythingIsChanged() {
    Part tenant = packageOf(0, 3, 0).tenant();
    Part landlord = packageOf(2, 0, 0).landlord();
    Part setup = packageOf(0, 0, 1).setup();
    installer.packages.put(
        "mail@1.1.0", new ModulePackage(without(landlord), without(tenant), without(setup)));
    Map<String, List<String>> before = installer.schemas();
    Job upgrade = installer.approve(upgradeOf(ACME, "mail"));

    installer.workToTheEnd();

    assertThat(installer.now(upgrade).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.told.events.get(0))
        .contains(
            "preflight-failed",
            "Nothing takes db/tenant/V3__script.sql back",
            "Nothing takes db/landlord/V2__script.sql back",
            "Nothing takes setup/V1__script.sql back");
    assertThat(installer.schemas()).isEqualTo(before);
  }

  @Test
  void anUpgradeFromAnUnknownVersionIsRefused() {
    Job upgrade = installer.approve(upgradeOf(ACME, "unknown"));

    installer.workToTheEnd();

    assertThat(installer.now(upgrade).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.told.events.get(0))
        .contains("No completed job tells of unknown 1.0.0, so that there is no way back to it.");
  }

  @Test
  void whoCannotBeTakenBackIsToldHow() {
    installer.migrator.answers("setUp tn_acme/mail", () -> new Outcome.Failed(FAILURE));
    installer.migrator.answers("goBack tn_acme/mail", () -> new Outcome.Failed(FAILURE));
    Job upgrade = installer.approve(upgradeOf(ACME, "mail"));

    installer.workToTheEnd();

    assertThat(installer.now(upgrade).state()).isEqualTo(TaskState.UNDO_FAILED);
    assertThat(installer.told.remaining)
        .extracting(Remaining::remedy)
        .containsExactly(
            List.of("go back tn_acme/mail"), List.of("go back landlord/mail"), List.of());
  }

  @Test
  void anUpgradeThatAnOperatorCleanedUpLeavesTheFormerUse() {
    installer.migrator.answers("upgrade tn_acme/mail", () -> new Outcome.Failed(FAILURE));
    installer.migrator.answers("goBack tn_acme/mail", () -> new Outcome.Failed(FAILURE));
    Job upgrade = installer.approve(upgradeOf(ACME, "mail"));
    installer.workToTheEnd();

    installer.resolve(java.util.UUID.randomUUID(), upgrade);

    assertThat(installer.now(upgrade).state()).isEqualTo(TaskState.RESOLVED);
    assertThat(installer.uses.versionsOf(module("mail"))).containsExactly("acme 1.0.0");
  }

  private static Part without(Part part) {
    return new Part(part.scripts(), List.of(), part.grants());
  }
}
