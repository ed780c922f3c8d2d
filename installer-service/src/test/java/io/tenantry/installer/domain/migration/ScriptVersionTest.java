package io.tenantry.installer.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.installer.domain.InvalidValue;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptVersionTest {

  @ParameterizedTest
  @CsvSource({
    "1, 2, -1",
    "2, 10, -1",
    "1, 1.0, 0",
    "1.0.0, 1, 0",
    "01, 1, 0",
    "1_1, 1.1, 0",
    "1.1, 1, 1",
    "1.10, 1.9, 1",
    "1.0.1, 1.1, -1",
    "20260101120000, 20260101115959, 1",
    "99999999999999999999999, 99999999999999999999998, 1"
  })
  void versionsCompareAsFlywaysDo(String one, String other, int expected) {
    assertThat(ScriptVersion.of(one).compareTo(ScriptVersion.of(other))).isEqualTo(expected);
    assertThat(ScriptVersion.of(other).compareTo(ScriptVersion.of(one))).isEqualTo(-expected);
    assertThat(ScriptVersion.of(one).equals(ScriptVersion.of(other))).isEqualTo(expected == 0);
    assertThat(ScriptVersion.of(one).hashCode() == ScriptVersion.of(other).hashCode())
        .isEqualTo(expected == 0);
    assertThat(
            Integer.signum(
                MigrationVersion.fromVersion(one).compareTo(MigrationVersion.fromVersion(other))))
        .as("Flyway's answer")
        .isEqualTo(expected);
  }

  @Test
  void versionsSortByNumberAndNotByText() {
    assertThat(Stream.of("10", "9", "1.10", "1.9", "1").map(ScriptVersion::of).sorted())
        .extracting(ScriptVersion::toString)
        .containsExactly("1", "1.9", "1.10", "9", "10");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2_1, 2.1", "2.1, 2.1", "007, 7", "1.0, 1.0"})
  void itsTextIsNumbersAndDots(String text, String expected) {
    assertThat(ScriptVersion.of(text)).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "1.", ".1", "1..2", "1__2", "-1", "1a", " 1", "1\n"})
  void otherTextsAreNoVersions(String text) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> ScriptVersion.of(text))
        .withMessage("'%s' is no version of a script", text);
  }
}
