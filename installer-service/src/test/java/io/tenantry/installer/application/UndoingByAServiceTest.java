package io.tenantry.installer.application;

import static io.tenantry.installer.domain.Fixtures.job;
import static io.tenantry.installer.domain.Fixtures.packageOf;
import static io.tenantry.installer.domain.Fixtures.withService;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.domain.participant.Answer;
import io.tenantry.installer.domain.participant.RequestState;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.TaskState;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A module's own service does not undo its setup, and an operator decides. */
class UndoingByAServiceTest {

  private final Installer installer = new Installer();
  private final ModuleServices services = installer.services;
  private Job job;

  @BeforeEach
  void aSetupIsRefused() {
    installer.packages.put("mail", withService(packageOf(1, 2, 1)));
    services.refuse = true;
    job = installer.approve(job("mail"));
  }

  @Test
  void aRefusedUndoIsLeftToAnOperator() {
    services.refuseUndo = true;

    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDO_FAILED);
    assertThat(installer.participants.states()).containsExactly(RequestState.UNDO_REFUSED);
    assertThat(installer.told.remaining.get(0).detail())
        .isEqualTo("The module's own service refused: full: No.");
  }

  @Test
  void anUndoThatNobodyAnswersIsGivenUpAfterAllAttempts() {
    services.silentAboutUndo = true;

    untilItIsGivenUp();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDO_FAILED);
    assertThat(installer.participants.states()).containsExactly(RequestState.UNDO_UNANSWERED);
    assertThat(installer.told.remaining.get(0).detail()).contains("asked 3 times");
    assertThat(installer.measured.all).contains("silent about the undo");
  }

  @Test
  void anOperatorsUndoAsksAfresh() {
    services.silentAboutUndo = true;
    untilItIsGivenUp();
    int asked = installer.told.asked.size();

    installer.undoAgain(UUID.randomUUID(), job);
    untilItIsGivenUp();
    assertThat(installer.told.asked).hasSize(asked + Installer.MOST_REQUESTS);
    services.silentAboutUndo = false;
    installer.undoAgain(UUID.randomUUID(), job);
    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.participants.states()).containsExactly(RequestState.UNDONE);
    assertThat(installer.migrator.schemas).isEmpty();
  }

  @Test
  void anOperatorsUndoAsksAgainForWhatWasRefused() {
    services.refuseUndo = true;
    installer.workToTheEnd();
    services.refuseUndo = false;

    installer.undoAgain(UUID.randomUUID(), job);
    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
    assertThat(services.heard)
        .containsExactly("mail INSTALL", "undo of mail INSTALL", "undo of mail INSTALL");
  }

  @Test
  void aRepeatedRequestToUndoAsksNobody() {
    installer.workToTheEnd();
    int asked = installer.told.asked.size();

    installer.undoAgain(UUID.randomUUID(), job);
    installer.workToTheEnd();

    assertThat(installer.told.asked).hasSize(asked);
    assertThat(installer.participants.states()).containsExactly(RequestState.UNDONE);
  }

  @Test
  void whoHasCleanedUpWaitsForNobody() {
    services.silentAboutUndo = true;
    installer.workToTheEnd();
    assertThat(installer.participants.states()).containsExactly(RequestState.UNDO_ASKED);

    installer.resolve(UUID.randomUUID(), job);
    installer.letTimePass();
    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.RESOLVED);
    assertThat(installer.participants.states()).containsExactly(RequestState.SETTLED);
    installer.answer(
        UUID.randomUUID(),
        ModuleServices.answerTo(installer.told.asked.get(1), Answer.Kind.UNDONE, Optional.empty()));
    assertThat(installer.participants.states()).containsExactly(RequestState.SETTLED);
    assertThat(installer.measured.all).contains("ignored: UNDONE LATE");
  }

  @Test
  void onlyTheJobsOwnRequestsAreSettled() {
    installer.workToTheEnd();
    services.refuse = false;
    Job other = installer.approve(job("mail"));
    installer.workToTheEnd();

    installer.resolve(UUID.randomUUID(), job);

    assertThat(installer.now(other).state()).isEqualTo(TaskState.COMPLETED);
    assertThat(installer.participants.states())
        .containsExactly(RequestState.UNDONE, RequestState.COMPLETED);
  }

  private void untilItIsGivenUp() {
    installer.workToTheEnd();
    for (int attempt = 0; attempt < Installer.MOST_REQUESTS; attempt++) {
      assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDOING);
      installer.letTimePass();
      installer.workToTheEnd();
    }
  }
}
