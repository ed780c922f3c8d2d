package io.tenantry.tenantmodule.domain.job;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.tenantmodule.domain.job.Decision.Ignored;
import io.tenantry.tenantmodule.domain.job.Decision.Transition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JobStateMachineTest {

  /** What every event means in every state: where the job goes, or why it stays. */
  private static final String MATRIX =
      """
      event           | PENDING    | VALIDATING | RUNNING                          | ROLLING_BACK        | MANUAL_INTERVENTION | SUCCEEDED | FAILED
      LEFT_QUEUE      | VALIDATING | duplicate  | duplicate                        | duplicate           | duplicate           | duplicate | duplicate
      WITHDRAWN       | FAILED     | late       | late                             | late                | late                | late      | duplicate
      APPROVED        | illegal    | RUNNING    | duplicate                        | duplicate           | duplicate           | duplicate | late
      REFUSED         | illegal    | FAILED     | late                             | late                | late                | late      | duplicate
      COMPLETED       | illegal    | illegal    | SUCCEEDED                        | illegal             | illegal             | duplicate | illegal
      STEP_FAILED     | illegal    | illegal    | ROLLING_BACK                     | duplicate           | duplicate           | illegal   | late
      ROLLED_BACK     | illegal    | illegal    | ROLLING_BACK FAILED              | FAILED              | FAILED              | illegal   | duplicate
      ROLLBACK_FAILED | illegal    | illegal    | ROLLING_BACK MANUAL_INTERVENTION | MANUAL_INTERVENTION | duplicate           | illegal   | late
      UNDO_OVERDUE    | illegal    | illegal    | illegal                          | MANUAL_INTERVENTION | duplicate           | late      | late
      UNDO_REQUESTED  | illegal    | illegal    | illegal                          | duplicate           | ROLLING_BACK        | late      | late
      DECLARED_CLEAN  | illegal    | illegal    | illegal                          | illegal             | FAILED              | late      | duplicate
      """;

  /** The arrows of the job's diagram in the design. */
  private static final Set<String> DIAGRAM =
      Set.of(
          "PENDING -> VALIDATING",
          "PENDING -> FAILED",
          "VALIDATING -> RUNNING",
          "VALIDATING -> FAILED",
          "RUNNING -> SUCCEEDED",
          "RUNNING -> ROLLING_BACK",
          "ROLLING_BACK -> FAILED",
          "ROLLING_BACK -> MANUAL_INTERVENTION",
          "MANUAL_INTERVENTION -> ROLLING_BACK",
          "MANUAL_INTERVENTION -> FAILED");

  @ParameterizedTest(name = "{0} and {1}: {2}")
  @MethodSource("cells")
  void answersEveryEventInEveryState(JobState state, JobEvent event, String expected) {
    String actual = text(JobStateMachine.decide(state, event));

    assertThat(actual)
        .as("a job that is %s and the event %s: the design says %s", state, event, expected)
        .isEqualTo(expected);
  }

  @Test
  void theMatrixLeavesNoStateAndNoEventOut() {
    assertThat(cells().map(cell -> cell.get()[0] + " " + cell.get()[1]))
        .containsExactlyInAnyOrderElementsOf(everyPair())
        .hasSize(77);
  }

  @Test
  void goesTheWaysOfTheDiagramAndNoOthers() {
    assertThat(steps()).isEqualTo(DIAGRAM);
  }

  @Test
  void everyStateIsReachedFromPending() {
    Set<JobState> reached = EnumSet.of(JobState.PENDING);
    while (reached.addAll(next(reached))) {
      // until nothing is added
    }

    assertThat(reached).containsExactlyInAnyOrder(JobState.values());
  }

  @Test
  void everyJobThatHasNotEndedCanFail() {
    for (JobState state : EnumSet.complementOf(EnumSet.of(JobState.SUCCEEDED))) {
      Set<JobState> reached = EnumSet.of(state);
      while (reached.addAll(next(reached))) {
        // until nothing is added
      }
      assertThat(reached).as("states after %s", state).contains(JobState.FAILED);
    }
  }

  @Test
  void nothingFollowsAFinalState() {
    for (JobState state : JobState.values()) {
      assertThat(next(Set.of(state)).isEmpty()).as("%s is final", state).isEqualTo(state.isFinal());
    }
  }

  @Test
  void anEventThatMovedAJobMovesItNoFurtherTheSecondTime() {
    for (JobState state : JobState.values()) {
      for (JobEvent event : JobEvent.values()) {
        if (JobStateMachine.decide(state, event) instanceof Transition transition) {
          assertThat(JobStateMachine.decide(transition.to(), event))
              .as("%s again, after it has moved a job from %s to %s", event, state, transition.to())
              .isEqualTo(Decision.DUPLICATE);
        }
      }
    }
  }

  @Test
  void onlyAJobBetweenTheQueueAndItsEndHoldsItsTenant() {
    assertThat(Stream.of(JobState.values()).filter(JobState::holdsTheTenant))
        .containsExactly(
            JobState.VALIDATING,
            JobState.RUNNING,
            JobState.ROLLING_BACK,
            JobState.MANUAL_INTERVENTION);
  }

  private static Stream<Arguments> cells() {
    List<String[]> rows = MATRIX.lines().map(line -> line.trim().split(" *\\| *")).toList();
    String[] states = rows.get(0);
    return rows.stream()
        .skip(1)
        .flatMap(
            row ->
                Stream.iterate(1, column -> column < states.length, column -> column + 1)
                    .map(
                        column ->
                            Arguments.of(
                                JobState.valueOf(states[column]),
                                JobEvent.valueOf(row[0]),
                                row[column])));
  }

  private static List<String> everyPair() {
    List<String> pairs = new ArrayList<>();
    for (JobState state : JobState.values()) {
      Arrays.stream(JobEvent.values()).forEach(event -> pairs.add(state + " " + event));
    }
    return pairs;
  }

  private static String text(Decision decision) {
    return decision instanceof Transition transition
        ? transition.path().stream().map(JobState::name).collect(joining(" "))
        : ((Ignored) decision).reason().name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Every single step that some event makes some job go. */
  private static Set<String> steps() {
    Map<String, JobEvent> steps = new TreeMap<>();
    for (JobState state : JobState.values()) {
      for (JobEvent event : JobEvent.values()) {
        JobState from = state;
        for (JobState to : path(state, event)) {
          steps.put(from + " -> " + to, event);
          from = to;
        }
      }
    }
    return steps.keySet();
  }

  private static Set<JobState> next(Set<JobState> states) {
    return states.stream()
        .flatMap(
            state -> Stream.of(JobEvent.values()).flatMap(event -> path(state, event).stream()))
        .collect(toCollection(() -> EnumSet.noneOf(JobState.class)));
  }

  private static List<JobState> path(JobState state, JobEvent event) {
    return JobStateMachine.decide(state, event) instanceof Transition transition
        ? transition.path()
        : List.of();
  }
}
