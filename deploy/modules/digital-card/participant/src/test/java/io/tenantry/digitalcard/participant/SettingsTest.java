package io.tenantry.digitalcard.participant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  @Test
  void itStartsWithoutAnyOnOneMachine() {
    Settings settings = Settings.from(Map.of());

    assertThat(settings.bootstrapServers()).isEqualTo("localhost:9092");
    assertThat(settings.modules()).containsExactly("digital_card");
    assertThat(settings.locales()).containsExactlyInAnyOrder("en", "de", "fr");
    assertThat(settings.book()).isAbsolute();
  }

  @Test
  void namesAreSeparatedByCommas() {
    assertThat(Settings.from(Map.of("MODULES", "a, b,,")).modules())
        .containsExactlyInAnyOrder("a", "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nowhere", "ftp://host/", "http:// /", "http://"})
  void aWrongAddressIsTold(String address) {
    assertThatExceptionOfType(CannotStart.class)
        .isThrownBy(() -> Settings.from(Map.of("SCHEMA_REGISTRY_URL", address)))
        .withMessageStartingWith("SCHEMA_REGISTRY_URL is '" + address + "', which is no ");
  }
}
