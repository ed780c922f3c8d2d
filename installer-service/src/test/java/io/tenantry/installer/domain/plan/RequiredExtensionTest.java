package io.tenantry.installer.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.installer.domain.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredExtensionTest {

  @ParameterizedTest
  @CsvSource({
    "*, 1.0",
    "*, unpackaged",
    ">=1.3, 1.3",
    ">=1.3, 1.10",
    ">=1.3, 2.0",
    ">=1.3, 1.3.1",
    ">=1.3.0, 1.3",
    ">=3.4, 3.4.2dev",
    ">=3.4, 3.5-rc1",
    ">=20240101, 20250101000000000000000",
  })
  void thatVersionWillDo(String range, String version) {
    assertThat(RequiredExtension.of("pgcrypto", range).isMetBy(version)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({">=1.3, 1.2", ">=1.3, 1", ">=1.10, 1.9", ">=1.3.1, 1.3", ">=1, next"})
  void thatVersionIsTooOldOrNone(String range, String version) {
    assertThat(RequiredExtension.of("pgcrypto", range).isMetBy(version)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.3", "^1.3", ">= 1.3", ">=1.", ">=1.3-beta", "=>1", ">=1 <2"})
  void otherRangesAreNone(String range) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> RequiredExtension.of("pgcrypto", range))
        .withMessageContaining("write * or >=1.3");
  }

  @Test
  void namesAreThoseOfExtensions() {
    assertThat(RequiredExtension.of("uuid-ossp", "*").name()).isEqualTo("uuid-ossp");
    for (String name : new String[] {"", "1a", "Pg", "a b", "a;b", "a".repeat(64)}) {
      assertThatExceptionOfType(InvalidValue.class)
          .isThrownBy(() -> RequiredExtension.of(name, "*"));
    }
  }
}
