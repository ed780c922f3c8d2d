package io.tenantry.registry.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "Digital",
        "1card",
        "digital-card",
        "digital card",
        "pg_card",
        "tenantry_x",
        "landlord",
        "public",
        "tn_1",
        "a2345678901234567890123456789012345678901"
      })
  void refusesWhatIsNoModuleName(String text) {
    assertThatThrownBy(() -> new ModuleName(text))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("is no module name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"digital_card", "m2", "a234567890123456789012345678901234567890"})
  void acceptsModuleNames(String text) {
    assertThat(new ModuleName(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", "1.2", "01.2.3", "1.2.3.4", "v1.2.3", "1.2.3-", "1.2.3+b", "1.2.3-01"})
  void refusesWhatIsNoVersion(String text) {
    assertThatThrownBy(() -> Version.of(text))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("is no version");
  }

  /** The example of precedence that the specification gives, and numbers around it. */
  @Test
  void ordersVersionsByPrecedence() {
    List<String> ascending =
        List.of(
            "0.9.10",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "1.0.1",
            "1.2.0",
            "1.10.0",
            "2.0.0");
    List<Version> shuffled =
        Stream.concat(ascending.stream().skip(6), ascending.stream().limit(6))
            .map(Version::of)
            .toList();

    assertThat(shuffled.stream().sorted().map(Version::toString)).isEqualTo(ascending);
    assertThat(shuffled.stream().sorted(Collections.reverseOrder()).findFirst())
        .contains(Version.of("2.0.0"));
  }

  @Test
  void digestsAreSha256() {
    assertThat(Digest.of("abc".getBytes(StandardCharsets.UTF_8)))
        .hasToString("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThatThrownBy(() -> new Digest("md5:1")).isInstanceOf(InvalidValue.class);
  }
}
