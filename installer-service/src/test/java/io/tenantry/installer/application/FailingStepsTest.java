package io.tenantry.installer.application;

import static io.tenantry.installer.domain.Fixtures.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.application.port.Migrator.DatabaseRefused;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.application.port.Packages.Corrupt;
import io.tenantry.installer.application.port.Provisioner.NotProvisioned;
import io.tenantry.installer.domain.InvalidValue;
import io.tenantry.installer.domain.migration.MigrationPlan.Drift;
import io.tenantry.installer.domain.migration.ScriptFailure;
import io.tenantry.installer.domain.task.Failure;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.StepState;
import io.tenantry.installer.domain.task.TaskState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailingStepsTest {

  private static final ScriptFailure SCRIPT_FAILURE =
      new ScriptFailure(
          "db/tenant/V2__script.sql",
          Optional.of(7),
          Optional.of("42P07"),
          Optional.of("create table card"),
          "relation \"card\" already exists");

  private final Installer installer = new Installer();
  private Job job;

  @BeforeEach
  void aJobIsApproved() {
    job = installer.approve(job("identity", "mail"));
  }

  @Test
  void aFailingScriptFailsTheJobAndTurnsItBackInTheSameTransaction() {
    installer.migrator.answers("migrate tn_acme/mail", () -> new Outcome.Failed(SCRIPT_FAILURE));

    installer.work();

    assertThat(installer.told.events)
        .containsExactly(
            "failed: mail 1.0.0 tenant-migrations, script-failed, db/tenant/V2__script.sql,"
                + " relation \"card\" already exists");
    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDOING);
    assertThat(installer.now(job).leased()).as("another worker may undo it").isFalse();
    assertThat(installer.now(job).failure()).contains(Failure.of(SCRIPT_FAILURE));
    assertThat(installer.now(job).claim().steps()).containsEntry(7, StepState.FAILED).hasSize(8);
    assertThat(installer.told.transactionsOfEvents)
        .as("the event and the turn share a transaction")
        .containsExactly(installer.tasks.transactionOfTurn(job.id()));
  }

  @Test
  void whatIsNotAsTheManifestSaysIsUndone() {
    installer.deviations.add("There is no table card, which the manifest names.");

    installer.workToTheEnd();

    assertThat(installer.told.events.get(0))
        .isEqualTo(
            "failed: identity 1.0.0 verification, verification-failed, no script,"
                + " There is no table card, which the manifest names.");
    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.migrator.schemas).isEmpty();
  }

  @Test
  void everythingBegunIsUndoneInReverse() {
    installer.migrator.answers("migrate tn_acme/mail", () -> new Outcome.Failed(SCRIPT_FAILURE));
    installer.work();
    installer.told.progress.clear();

    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.told.progress)
        .containsExactly(
            "mail tenant-migrations UNDOING 70",
            "mail tenant-migrations UNDONE 70: removed",
            "mail landlord-migrations UNDOING 60",
            "mail landlord-migrations UNDONE 60: removed",
            "mail preflight UNDOING 50",
            "mail preflight UNDONE 50: nothing was changed",
            "identity verification UNDOING 40",
            "identity verification UNDONE 40: nothing was changed",
            "identity setup UNDOING 30",
            "identity setup UNDONE 30: goes with the schema",
            "identity tenant-migrations UNDOING 20",
            "identity tenant-migrations UNDONE 20: removed",
            "identity landlord-migrations UNDOING 10",
            "identity landlord-migrations UNDONE 10: removed",
            "identity preflight UNDOING 0",
            "identity preflight UNDONE 0: nothing was changed");
    assertThat(installer.told.events)
        .hasSize(2)
        .last()
        .isEqualTo(
            "rolled back: [mail 1.0.0 tenant-migrations, mail 1.0.0 landlord-migrations,"
                + " mail 1.0.0 preflight, identity 1.0.0 verification, identity 1.0.0 setup,"
                + " identity 1.0.0 tenant-migrations, identity 1.0.0 landlord-migrations, identity 1.0.0 preflight]");
    assertThat(installer.migrator.schemas).isEmpty();
  }

  @Test
  void obstaclesFailThePreflightBeforeAnythingIsChanged() {
    installer.obstacles.addAll(List.of("The server is old.", "The schema is there."));

    installer.workToTheEnd();

    assertThat(installer.told.events)
        .containsExactly(
            "failed: identity 1.0.0 preflight, preflight-failed, no script,"
                + " The server is old. The schema is there.",
            "rolled back: [identity 1.0.0 preflight]");
    assertThat(installer.migrator.schemas).isEmpty();
  }

  @Test
  void aCorruptPackageFailsTheJob() {
    installer.registry =
        item -> {
          throw new Corrupt("It does not have the digest.");
        };

    assertFailed("preflight, package-corrupt, no script, It does not have the digest.");
  }

  @Test
  void aPackageThatMakesNoSenseFailsTheJob() {
    installer.registry =
        item -> {
          throw new InvalidValue("'V1.sql' is no name of a versioned script");
        };

    assertFailed(
        "preflight, package-invalid, no script, 'V1.sql' is no name of a versioned script.");
  }

  @Test
  void aDatabaseThatRefusesFailsTheJob() {
    installer.migrator.answers(
        "migrate tn_acme/identity",
        () -> {
          throw new DatabaseRefused("permission denied to create role", new Exception("42501"));
        });

    assertFailed(
        "tenant-migrations, database-refused, no script, permission denied to create role");
  }

  @Test
  void aLandlordDatabaseThatCannotBePreparedFailsTheJob() {
    installer.provisioner =
        database -> {
          throw new NotProvisioned("server-open-to-public", "Everybody may connect.");
        };
    installer.work();

    assertThat(installer.told.events)
        .containsExactly(
            "failed: identity 1.0.0 preflight, server-open-to-public, no script, Everybody may connect.");
    assertThat(installer.uses.usersOf(job.items().get(0).module())).isEmpty();
  }

  @Test
  void driftFailsTheJob() {
    installer.migrator.answers(
        "migrate tn_acme/identity",
        () -> new Outcome.Drifted(new Drift("V1__holder.sql", "It has changed.")));

    assertFailed("tenant-migrations, drift, no script, V1__holder.sql: It has changed.");
  }

  @Test
  void aScriptThatCommitsByItselfFailsTheJob() {
    installer.migrator.answers(
        "migrate tn_acme/identity", () -> new Outcome.BrokenOut("a script ended its transaction"));

    assertFailed("tenant-migrations, broke-out, no script, a script ended its transaction.");
  }

  @Test
  void aFailingSetupFailsTheJob() {
    installer.migrator.answers("setUp tn_acme/identity", () -> new Outcome.Failed(SCRIPT_FAILURE));

    assertFailed(
        "setup, script-failed, db/tenant/V2__script.sql, relation \"card\" already exists");
  }

  private void assertFailed(String how) {
    installer.workToTheEnd();

    assertThat(installer.told.events)
        .hasSize(2)
        .startsWith("failed: identity 1.0.0 " + how)
        .last()
        .asString()
        .startsWith("rolled back: [identity 1.0.0 ");
    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.tasks.pauses).as("it is not tried again").isEmpty();
    assertThat(installer.migrator.schemas).isEmpty();
  }
}
