package io.tenantry.registry.adapter.out.semver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.registry.domain.InvalidValue;
import io.tenantry.registry.domain.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpmRangesTest {

  @ParameterizedTest
  @CsvSource({
    "^1.2, 1.2.0, true",
    "^1.2, 1.9.9, true",
    "^1.2, 2.0.0, false",
    "^0.2.3, 0.3.0, false",
    "~1.2.3, 1.2.9, true",
    "~1.2.3, 1.3.0, false",
    "1.x || >=2.1 <3, 2.0.0, false",
    "1.x || >=2.1 <3, 2.1.0, true",
    "1.0.0 - 2.0.0, 2.0.0, true",
    "*, 17.0.0, true",
    "1.4.0, 1.4.0, true",
    "=1.4.0, 1.4.1, false",
    "^1.2, 1.5.0-rc.1, false",
    "^1.5.0-rc.1, 1.5.0-rc.2, true",
  })
  void containsWhatNpmSays(String range, String version, boolean contained) {
    assertThat(Npm.range(range).contains(Version.of(version), false)).isEqualTo(contained);
  }

  @Test
  void containsPrereleasesWhenTheyAreAskedFor() {
    assertThat(Npm.range("^1.2").contains(Version.of("1.5.0-rc.1"), true)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "banana", "latest", "^", ">", "1.2.3.4", "foo || 1.x", "1.0.0 bar", "||"})
  void refusesWhatIsNoRange(String text) {
    assertThatThrownBy(() -> Npm.range(text))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("is no version range");
  }

  @Test
  void refusesAnEndlessText() {
    assertThatThrownBy(() -> Npm.range("1.0.0 || ".repeat(100) + "1.0.0"))
        .isInstanceOf(InvalidValue.class);
  }

  @ParameterizedTest(name = "{1} and {0}, pre-releases: {2}")
  @CsvFileSource(resources = "/npm-ranges.csv", delimiter = ';', quoteCharacter = '\'')
  void whatNpmSaysIsSaidHere(String range, String version, String prereleases, String place) {
    boolean contained =
        Npm.range(range.replace("\\t", "\t"))
            .contains(Version.of(version), prereleases.equals("yes"));

    assertThat(contained).isEqualTo(place.equals("in"));
  }
}
