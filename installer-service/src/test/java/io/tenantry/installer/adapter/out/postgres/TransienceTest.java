package io.tenantry.installer.adapter.out.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.application.port.Migrator.DatabaseRefused;
import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransienceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08000", "08001", "08003", "08006", "57P01", "57P02", "57P03", "57P05", "25P03", "53000",
        "53100", "53200", "53300", "40001", "40P01", "55P03"
      })
  void passesByItself(String state) {
    assertThat(Transience.ofScript(failure(state))).isTrue();
    assertThat(Transience.ofPlatform(failure(state))).isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "", "42601", "42P01", "42501", "22012", "23502", "23503", "23514", "25P02", "2BP01",
        "P0001", "57P04", "54000", "58030", "XX000", "TN002"
      })
  void isTheFaultOfTheStatement(String state) {
    assertThat(Transience.ofScript(failure(state))).isFalse();
    assertThat(Transience.ofPlatform(failure(state))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "42710", "42P04", "42P06", "42P07", "55006", "57014"})
  void comesFromAnotherWorkerOnlyWhenThePlatformAsks(String state) {
    assertThat(Transience.ofScript(failure(state))).isFalse();
    assertThat(Transience.ofPlatform(failure(state))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tuple concurrently updated", "tuple concurrently deleted"})
  void twoSessionsMetInACatalogue(String message) {
    assertThat(Transience.ofScript(new SQLException("ERROR: " + message, "XX000"))).isTrue();
    assertThat(Transience.ofScript(new SQLException(message, "P0001"))).isFalse();
  }

  @Test
  void troubleSaysWhetherALaterTryMayWork() {
    assertThat(Trouble.of("no", failure("08006"))).isInstanceOf(DatabaseUnavailable.class);
    assertThat(Trouble.of("no", failure("42501")))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessage("no");
  }

  private static SQLException failure(String state) {
    return new SQLException("something", state);
  }
}
