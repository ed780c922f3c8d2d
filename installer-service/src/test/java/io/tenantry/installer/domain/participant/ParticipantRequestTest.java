package io.tenantry.installer.domain.participant;

import static io.tenantry.installer.domain.Fixtures.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.domain.participant.Answer.Kind;
import io.tenantry.installer.domain.participant.Next.Agreed;
import io.tenantry.installer.domain.participant.Next.Ask;
import io.tenantry.installer.domain.participant.Next.GiveUp;
import io.tenantry.installer.domain.participant.Next.Refused;
import io.tenantry.installer.domain.participant.Next.Unanswered;
import io.tenantry.installer.domain.participant.Next.Wait;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParticipantRequestTest {

  private static final UUID ID = UUID.randomUUID();
  private static final UUID JOB = UUID.randomUUID();
  private static final int MOST = 3;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Refusal REFUSAL = new Refusal("full", "No room.");
  private static final Set<RequestState> OPEN =
      EnumSet.of(RequestState.ASKED, RequestState.UNDO_ASKED);

  /** What an answer does to a request in each state; late is what is missing here. */
  @TestFactory
  Stream<DynamicTest> anAnswerFitsWhatIsAskedAlone() {
    return Arrays.stream(RequestState.values())
        .flatMap(
            state ->
                Arrays.stream(Kind.values())
                    .map(
                        kind ->
                            DynamicTest.dynamicTest(
                                kind + " when " + state,
                                () ->
                                    assertThat(in(state).fit(answer(kind)))
                                        .isEqualTo(expected(state, kind)))));
  }

  private static Fit expected(RequestState state, Kind kind) {
    return switch (state) {
      case DUE -> setupOr(kind, Fit.LATE);
      case ASKED -> setupOr(kind, Fit.TAKEN);
      case COMPLETED -> kind == Kind.COMPLETED ? Fit.DUPLICATE : setupOr(kind, Fit.LATE);
      case REFUSED -> kind == Kind.FAILED ? Fit.DUPLICATE : setupOr(kind, Fit.LATE);
      case UNANSWERED -> setupOr(kind, Fit.LATE);
      case UNDO_ASKED -> kind == Kind.UNDONE || kind == Kind.UNDO_FAILED ? Fit.TAKEN : Fit.LATE;
      case UNDONE -> kind == Kind.UNDONE ? Fit.DUPLICATE : Fit.LATE;
      case UNDO_REFUSED -> kind == Kind.UNDO_FAILED ? Fit.DUPLICATE : Fit.LATE;
      case UNDO_UNANSWERED, SETTLED -> Fit.LATE;
    };
  }

  /** Nobody has asked for an undo. */
  private static Fit setupOr(Kind kind, Fit setup) {
    return kind == Kind.COMPLETED || kind == Kind.FAILED ? setup : Fit.FOREIGN;
  }

  @ParameterizedTest
  @EnumSource
  void whoSpeaksOfAnotherJobOrTenantSpeaksOfAnotherRequest(Kind kind) {
    ParticipantRequest request = in(RequestState.ASKED);

    assertThat(request.fit(new Answer(ID, UUID.randomUUID(), ACME, kind, Optional.empty())))
        .isEqualTo(Fit.FOREIGN);
    assertThat(request.fit(new Answer(ID, JOB, "globex", kind, Optional.empty())))
        .isEqualTo(Fit.FOREIGN);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsAnsweredIsWaitedForNoMore(Kind kind) {
    Answer answer = new Answer(ID, JOB, ACME, kind, Optional.of(REFUSAL));

    ParticipantRequest answered = in(RequestState.ASKED).answered(answer);

    assertThat(answered.state()).isEqualTo(kind.effect());
    assertThat(answered.state().isOpen()).isFalse();
    assertThat(answered.refusal()).contains(REFUSAL);
    assertThat(answered.attempts()).isEqualTo(1);
  }

  @Test
  void aStepAsksOnceAndWaits() {
    ParticipantRequest due = ParticipantRequest.due(ID, JOB, ACME, TIMEOUT);

    assertThat(due.next(MOST)).isEqualTo(new Ask(open(RequestState.ASKED, 1, TIMEOUT)));
    assertThat(open(RequestState.ASKED, 1, Duration.ofSeconds(4)).next(MOST))
        .isEqualTo(new Wait(Duration.ofSeconds(4)));
  }

  @Test
  void aStepAsksAgainWhenNobodyAnswersUntilThatWasOftenEnough() {
    assertThat(open(RequestState.ASKED, 2, Duration.ZERO).next(MOST))
        .isEqualTo(new Ask(open(RequestState.ASKED, 3, TIMEOUT)));
    ParticipantRequest last = open(RequestState.ASKED, 3, Duration.ofMillis(-1));
    assertThat(last.next(MOST)).isInstanceOf(GiveUp.class);
    assertThat(((GiveUp) last.next(MOST)).request().state()).isEqualTo(RequestState.UNANSWERED);
  }

  @Test
  void aStepEndsWithTheAnswer() {
    assertThat(in(RequestState.COMPLETED).next(MOST)).isEqualTo(new Agreed());
    assertThat(in(RequestState.REFUSED).next(MOST)).isEqualTo(new Refused(REFUSAL));
  }

  @ParameterizedTest
  @EnumSource(
      names = {"UNANSWERED", "UNDO_ASKED", "UNDONE", "UNDO_REFUSED", "UNDO_UNANSWERED", "SETTLED"})
  void aStepIsNotDoneWithWhatIsGivenUpOrOnTheWayBack(RequestState state) {
    assertThat(in(state).next(MOST)).isEqualTo(new Unanswered(in(state)));
  }

  @ParameterizedTest
  @EnumSource(names = {"ASKED", "COMPLETED", "REFUSED", "UNANSWERED"})
  void whateverWasAskedForHasToBeUndone(RequestState state) {
    Next next = in(state).nextBack(MOST);

    assertThat(next).isEqualTo(new Ask(open(RequestState.UNDO_ASKED, 1, TIMEOUT)));
  }

  @Test
  void anUndoIsWaitedForAskedForAgainAndGivenUp() {
    assertThat(open(RequestState.UNDO_ASKED, 1, TIMEOUT).nextBack(MOST))
        .isEqualTo(new Wait(TIMEOUT));
    assertThat(open(RequestState.UNDO_ASKED, 1, Duration.ZERO).nextBack(MOST))
        .isEqualTo(new Ask(open(RequestState.UNDO_ASKED, 2, TIMEOUT)));
    Next last = open(RequestState.UNDO_ASKED, MOST, Duration.ZERO).nextBack(MOST);
    assertThat(last).isInstanceOf(GiveUp.class);
    assertThat(((GiveUp) last).request().state()).isEqualTo(RequestState.UNDO_UNANSWERED);
  }

  @Test
  void anUndoEndsWithTheAnswer() {
    assertThat(in(RequestState.UNDO_REFUSED).nextBack(MOST)).isEqualTo(new Refused(REFUSAL));
    assertThat(in(RequestState.UNDO_UNANSWERED).nextBack(MOST))
        .isEqualTo(new Unanswered(in(RequestState.UNDO_UNANSWERED)));
  }

  @ParameterizedTest
  @EnumSource(names = {"DUE", "UNDONE", "SETTLED"})
  void whatWasNeverAskedOrIsUndoneNeedsNoUndo(RequestState state) {
    assertThat(in(state).nextBack(MOST)).isEqualTo(new Agreed());
  }

  @ParameterizedTest
  @EnumSource
  void onlyWhatWasAskedIsOpen(RequestState state) {
    assertThat(state.isOpen()).isEqualTo(OPEN.contains(state));
  }

  @Test
  void aRefusalTellsBothItsParts() {
    assertThat(REFUSAL).hasToString("full: No room.");
  }

  private static Answer answer(Kind kind) {
    return new Answer(ID, JOB, ACME, kind, Optional.empty());
  }

  private static ParticipantRequest in(RequestState state) {
    return new ParticipantRequest(ID, JOB, ACME, state, 1, TIMEOUT, TIMEOUT, Optional.of(REFUSAL));
  }

  private static ParticipantRequest open(RequestState state, int attempts, Duration remaining) {
    return new ParticipantRequest(
        ID, JOB, ACME, state, attempts, TIMEOUT, remaining, Optional.empty());
  }
}
