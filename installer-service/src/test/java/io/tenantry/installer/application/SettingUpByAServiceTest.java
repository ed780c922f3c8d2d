package io.tenantry.installer.application;

import static io.tenantry.installer.domain.Fixtures.ACME;
import static io.tenantry.installer.domain.Fixtures.item;
import static io.tenantry.installer.domain.Fixtures.job;
import static io.tenantry.installer.domain.Fixtures.jobWith;
import static io.tenantry.installer.domain.Fixtures.packageOf;
import static io.tenantry.installer.domain.Fixtures.removalOf;
import static io.tenantry.installer.domain.Fixtures.upgradeOf;
import static io.tenantry.installer.domain.Fixtures.withService;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.domain.migration.ScriptFailure;
import io.tenantry.installer.domain.participant.Answer;
import io.tenantry.installer.domain.participant.RequestState;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.Stop;
import io.tenantry.installer.domain.task.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A module is set up by its own service, which may refuse, or say nothing. */
class SettingUpByAServiceTest {

  private static final ScriptFailure FAILURE =
      new ScriptFailure("x", Optional.empty(), Optional.empty(), Optional.empty(), "no");

  private final Installer installer = new Installer();
  private final ModuleServices services = installer.services;
  private final List<String> runs = new ArrayList<>();

  @BeforeEach
  void mailHasAService() {
    installer.packages.put("mail", withService(packageOf(1, 2, 1)));
    installer.migrator.habit =
        run -> {
          runs.add(run);
          return Optional.empty();
        };
  }

  @Test
  void aJobIsCompletedWhenTheServiceHasSetTheModuleUp() {
    Job job = installer.approve(job("mail"));

    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.COMPLETED);
    assertThat(services.heard).containsExactly("mail INSTALL");
    assertThat(installer.told.progress)
        .contains("mail setup COMPLETED 80: set up by the module's own service");
    assertThat(installer.participants.states()).containsExactly(RequestState.COMPLETED);
    assertThat(installer.measured.all)
        .containsSubsequence("asked", "setup WAITING", "answered: COMPLETED", "setup DONE");
  }

  @Test
  void whoeverWaitsForAnAnswerHasNoWorker() {
    Job waiting = installer.approve(job("mail"));
    untilItWaits();

    assertThat(installer.now(waiting).leased()).isFalse();
    assertThat(installer.take()).isEmpty();
  }

  @Test
  void theScriptsOfASetupRunOnceHoweverLongTheServiceTakes() {
    services.silent = true;
    installer.approve(job("mail"));
    installer.workToTheEnd();
    long runs = runsOf("setUp tn_acme/mail");
    services.silent = false;
    installer.letTimePass();

    installer.workToTheEnd();

    assertThat(runs).isEqualTo(1);
    assertThat(runsOf("setUp tn_acme/mail")).isEqualTo(1);
  }

  @Test
  void aServiceIsNotAskedWhenTheScriptsFail() {
    installer.migrator.answers("setUp tn_acme/mail", () -> new Outcome.Failed(FAILURE));
    Job job = installer.approve(job("mail"));

    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
    assertThat(services.heard).isEmpty();
  }

  @Test
  void aRefusalFailsTheStepAtOnceAndTheServiceIsAskedToUndo() {
    services.refuse = true;
    Job job = installer.approve(job("mail"));

    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
    assertThat(services.heard).containsExactly("mail INSTALL", "undo of mail INSTALL");
    assertThat(installer.told.events.get(0))
        .isEqualTo(
            "failed: mail 1.0.0 setup, participant-refused, no script,"
                + " The module's own service refused: full: No.");
    assertThat(installer.participants.states()).containsExactly(RequestState.UNDONE);
    assertThat(installer.migrator.schemas).isEmpty();
  }

  @Test
  void whoSaysNothingIsAskedAgainAndThenGivenUpAndToldToUndo() {
    services.silent = true;
    Job job = installer.approve(job("mail"));
    installer.workToTheEnd();
    for (int attempt = 1; attempt < Installer.MOST_REQUESTS; attempt++) {
      installer.letTimePass();
      installer.workToTheEnd();
      assertThat(installer.now(job).state()).isEqualTo(TaskState.RUNNING);
    }

    installer.letTimePass();
    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
    assertThat(services.heard)
        .containsExactly("mail INSTALL", "mail INSTALL", "mail INSTALL", "undo of mail INSTALL");
    assertThat(installer.told.events.get(0))
        .contains("participant-silent", "asked 3 times and did not answer within 30 s");
    assertThat(installer.told.asked)
        .extracting(one -> one.question().requestId())
        .containsOnly(installer.participants.all().iterator().next().id());
    assertThat(installer.measured.all).contains("silent", "asked for the undo");
  }

  @Test
  void anAnswerToAnyAttemptCounts() {
    services.silent = true;
    Job job = installer.approve(job("mail"));
    installer.workToTheEnd();
    installer.letTimePass();
    installer.workToTheEnd();

    answerFirst(Answer.Kind.COMPLETED);
    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.COMPLETED);
    assertThat(services.heard).containsExactly("mail INSTALL", "mail INSTALL");
  }

  @Test
  void anAnswerThatComesAgainOrTooLateIsCountedAndChangesNothing() {
    Job job = installer.approve(job("mail"));
    installer.workToTheEnd();

    answerFirst(Answer.Kind.COMPLETED);
    answerFirst(Answer.Kind.FAILED);
    answerFirst(Answer.Kind.UNDONE);
    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.COMPLETED);
    assertThat(installer.participants.states()).containsExactly(RequestState.COMPLETED);
    assertThat(installer.measured.all)
        .contains(
            "ignored: COMPLETED DUPLICATE", "ignored: FAILED LATE", "ignored: UNDONE FOREIGN");
  }

  @Test
  void anAnswerThatNobodyAskedForIsCounted() {
    installer.answer(
        UUID.randomUUID(),
        new Answer(
            UUID.randomUUID(), UUID.randomUUID(), ACME, Answer.Kind.COMPLETED, Optional.empty()));

    assertThat(installer.measured.all).containsExactly("ignored: COMPLETED FOREIGN");
  }

  @Test
  void aDeliveryOfTheSameAnswerIsTakenOnce() {
    services.silent = true;
    installer.approve(job("mail"));
    installer.workToTheEnd();
    UUID event = UUID.randomUUID();
    Answer answer =
        ModuleServices.answerTo(
            installer.told.asked.get(0), Answer.Kind.COMPLETED, Optional.empty());

    installer.answer(event, answer);
    installer.answer(event, answer);

    assertThat(installer.measured.all)
        .contains("answered: COMPLETED")
        .doesNotContain("ignored: COMPLETED DUPLICATE");
  }

  @Test
  void aStopEndsTheWaitAndUndoesWhatMayHaveBeenDone() {
    services.silent = true;
    Job job = installer.approve(job("mail"));
    installer.workToTheEnd();

    installer.stop(job, Stop.Reason.CANCELLED);
    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.told.events.get(0)).contains("mail 1.0.0 setup, cancelled");
    assertThat(services.heard).containsExactly("mail INSTALL", "undo of mail INSTALL");
  }

  @Test
  void aJobThatWasStoppedWhileItAskedDoesNotRest() {
    services.silent = true;
    Job job = installer.approve(job("mail"));
    Claim claim = installer.take().orElseThrow();
    installer.migrator.answers(
        "setUp tn_acme/mail",
        () -> {
          installer.stop(job, Stop.Reason.DEADLINE_PASSED);
          return new Outcome.Applied(1);
        });

    installer.perform(claim);

    assertThat(services.heard).isEmpty();
    assertThat(installer.take()).isPresent();
  }

  @Test
  void aServiceThatHasSetUpUndoesThatWhenALaterStepFails() {
    installer.migrator.answers("migrate tn_acme/letters", () -> new Outcome.Failed(FAILURE));
    Job job = installer.approve(jobWith(ACME, item("mail"), item("letters")));

    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
    assertThat(services.heard).containsExactly("mail INSTALL", "undo of mail INSTALL");
    assertThat(services.effects).isEmpty();
  }

  @Test
  void nothingIsUndoneBeforeTheServiceHasAnswered() {
    services.refuse = true;
    services.silentAboutUndo = true;
    Job job = installer.approve(job("mail"));

    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDOING);
    assertThat(installer.migrator.schemas).containsKey("tn_acme/mail");
  }

  @Test
  void anUpgradeAsksAndItsUndoRunsTheFormerSetup() {
    installer.packages.put("mail@1.1.0", withService(packageOf(1, 3, 1)));
    installer.approve(job("mail"));
    installer.workToTheEnd();
    services.refuse = true;
    Job upgrade = installer.approve(upgradeOf(ACME, "mail"));

    installer.workToTheEnd();

    assertThat(installer.now(upgrade).state()).isEqualTo(TaskState.UNDONE);
    assertThat(services.heard)
        .containsExactly("mail INSTALL", "mail UPGRADE", "undo of mail UPGRADE");
    assertThat(installer.migrator.schemas.get("tn_acme/mail")).hasSize(3);
  }

  @Test
  void aRemovalIsToldBeforeTheDataGoes() {
    installer.approve(job("mail"));
    installer.workToTheEnd();
    Job removal = installer.approve(removalOf(ACME, "mail"));
    untilItWaits();
    assertThat(installer.migrator.schemas).containsKey("tn_acme/mail");

    installer.workToTheEnd();

    assertThat(installer.now(removal).state()).isEqualTo(TaskState.COMPLETED);
    assertThat(services.heard).containsExactly("mail INSTALL", "mail REMOVE");
    assertThat(installer.told.progress).contains("mail teardown COMPLETED 66: torn down");
  }

  @Test
  void aTeardownIsUndoneWhenTheRemovalFails() {
    installer.approve(job("mail"));
    installer.workToTheEnd();
    installer.migrator.answers("setAside tn_acme/mail", () -> new Outcome.Failed(FAILURE));
    Job removal = installer.approve(removalOf(ACME, "mail"));

    installer.workToTheEnd();

    assertThat(installer.now(removal).state()).isEqualTo(TaskState.UNDONE);
    assertThat(services.heard)
        .containsExactly("mail INSTALL", "mail REMOVE", "undo of mail REMOVE");
  }

  private void untilItWaits() {
    for (int turn = 0; installer.work(); turn++) {
      assertThat(turn).isLessThan(10);
    }
  }

  private void answerFirst(Answer.Kind kind) {
    installer.answer(
        UUID.randomUUID(),
        ModuleServices.answerTo(installer.told.asked.get(0), kind, Optional.empty()));
  }

  private long runsOf(String run) {
    return runs.stream().filter(run::equals).count();
  }
}
