package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.installer.application.port.RuntimeSecrets;

/** One password for all roles, which can get lost. */
final class TestSecrets implements RuntimeSecrets {

  private Secret secret;

  TestSecrets(String password) {
    secret = new Secret(password, false);
  }

  @Override
  public Secret ensure(String server, String role) {
    return secret;
  }

  @Override
  public String reference(String server, String role) {
    return "test:" + role;
  }

  /** From now on there is another password, which nobody has used yet. */
  void getLost(String newPassword) {
    secret = new Secret(newPassword, true);
  }

  /** The roles have the password. */
  void areFound() {
    secret = new Secret(secret.password(), false);
  }
}
