package io.tenantry.installer.adapter.out.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** How passwords are stored on servers; every other test here logs in with one. */
class HashingPasswordsTest {

  @Test
  void aRandomPasswordThatLastsForOneRunIsHashedOnce() throws SQLException {
    assertThat(ModuleRole.hashedOnce("random")).startsWith("SCRAM-SHA-256$1:");
  }

  @Test
  void noTwoHaveTheSameSalt() throws SQLException {
    assertThat(ModuleRole.hashedOnce("random")).isNotEqualTo(ModuleRole.hashedOnce("random"));
  }

  @Test
  void onesThatLastAreHashedAsOftenAsIsUsual() throws SQLException {
    assertThat(ModuleRole.hashed("lasting")).startsWith("SCRAM-SHA-256$4096:");
  }
}
