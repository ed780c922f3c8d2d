package io.tenantry.tenantmodule.adapter.out.semver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.tenantmodule.domain.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpmRangesTest {

  private final NpmRanges ranges = new NpmRanges();

  @ParameterizedTest
  @ValueSource(
      strings = {"*", "1", "1.x", "1.2.3", "^1.2", "~1.2.3", ">=2.1 <3", "1 - 2", "^1 || ^3"})
  void letsRangesPass(String text) {
    assertThatCode(() -> ranges.check(text)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "newest", "^", "1.2.3.4.5"})
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> ranges.check(text))
        .isInstanceOf(InvalidValue.class)
        .hasMessageStartingWith("'" + text + "' is no version range: write it as npm does");
  }

  @ParameterizedTest
  @CsvSource({
    "1.10.0, 1.9.0, true",
    "1.0.0, 1.0.0-rc.1, true",
    "1.0.0, 1.0.0, false",
    "1.0.0, 2.0.0, false",
    "newest, 1.0.0, false",
    "1.0.0, newest, false",
  })
  void knowsTheNewerVersion(String version, String other, boolean newer) {
    assertThat(ranges.isNewer(version, other)).isEqualTo(newer);
  }

  @Test
  void refusesWhatIsTooLongAndShowsItsBeginning() {
    assertThatThrownBy(() -> ranges.check("1".repeat(257)))
        .isInstanceOf(InvalidValue.class)
        .hasMessageStartingWith("'" + "1".repeat(256) + "...' is no version range");
  }
}
