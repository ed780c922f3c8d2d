package io.tenantry.tenantmodule.domain.module;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.tenantmodule.domain.job.JobKind;
import io.tenantry.tenantmodule.domain.job.JobState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModuleStatusTest {

  /**
   * What users read, by the module's newest job; {@code -} stands for no such module. A refused or
   * undone upgrade or uninstall shows the former version as ACTIVE.
   */
  private static final String TABLE =
      """
      installed | kind      | none   | PENDING | VALIDATING | RUNNING      | ROLLING_BACK | MANUAL_INTERVENTION | SUCCEEDED | FAILED
      no        | none      | -      | -       | -          | -            | -            | -                   | -         | -
      no        | INSTALL   | -      | PENDING | VALIDATING | INSTALLING   | ROLLING_BACK | MANUAL_INTERVENTION | -         | FAILED
      no        | UPGRADE   | -      | PENDING | VALIDATING | UPGRADING    | ROLLING_BACK | MANUAL_INTERVENTION | -         | -
      no        | UNINSTALL | -      | PENDING | VALIDATING | UNINSTALLING | ROLLING_BACK | MANUAL_INTERVENTION | -         | -
      yes       | none      | ACTIVE | ACTIVE  | ACTIVE     | ACTIVE       | ACTIVE       | ACTIVE              | ACTIVE    | ACTIVE
      yes       | INSTALL   | ACTIVE | PENDING | VALIDATING | INSTALLING   | ROLLING_BACK | MANUAL_INTERVENTION | ACTIVE    | ACTIVE
      yes       | UPGRADE   | ACTIVE | PENDING | VALIDATING | UPGRADING    | ROLLING_BACK | MANUAL_INTERVENTION | ACTIVE    | ACTIVE
      yes       | UNINSTALL | ACTIVE | PENDING | VALIDATING | UNINSTALLING | ROLLING_BACK | MANUAL_INTERVENTION | ACTIVE    | ACTIVE
      """;

  @ParameterizedTest(name = "installed: {0}, job: {1} {2}: {3}")
  @MethodSource("cells")
  void isAFunctionOfWhatIsInstalledAndOfTheNewestJob(
      String installed, String kind, String state, String expected) {
    String actual =
        ModuleStatus.of(
                installed.equals("yes"),
                one(kind).map(JobKind::valueOf),
                one(state).map(JobState::valueOf))
            .map(ModuleStatus::name)
            .orElse("-");

    assertThat(actual)
        .as("installed: %s, newest job: %s %s", installed, kind, state)
        .isEqualTo(expected);
  }

  @Test
  void theTableLeavesNothingOut() {
    int kinds = JobKind.values().length + 1;
    int states = JobState.values().length + 1;

    assertThat(cells().map(cell -> List.of(cell.get()).subList(0, 3)).distinct())
        .hasSize(2 * kinds * states);
  }

  @Test
  void everyStatusIsShownSometimes() {
    assertThat(cells().map(cell -> cell.get()[3]).filter(status -> !status.equals("-")))
        .extracting(status -> ModuleStatus.valueOf(status.toString()))
        .contains(ModuleStatus.values());
  }

  private static Stream<Arguments> cells() {
    List<String[]> rows = TABLE.lines().map(line -> line.trim().split(" *\\| *")).toList();
    String[] states = rows.get(0);
    return rows.stream()
        .skip(1)
        .flatMap(
            row ->
                Stream.iterate(2, column -> column < states.length, column -> column + 1)
                    .map(column -> Arguments.of(row[0], row[1], states[column], row[column])));
  }

  private static Optional<String> one(String text) {
    return Optional.of(text).filter(value -> !value.equals("none"));
  }
}
