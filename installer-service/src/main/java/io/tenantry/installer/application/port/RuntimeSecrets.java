package io.tenantry.installer.application.port;

/** Passwords of runtime roles, in the platform's secret store. */
public interface RuntimeSecrets {

  /** The password of the role on that server; made and stored when there is none. */
  Secret ensure(String server, String role);

  /** Where others find the password of the role, whether it is there by now or not. */
  String reference(String server, String role);

  /**
   * A password.
   *
   * @param password what nobody else may be told
   * @param isNew whether it was made just now, so that the role does not have it yet
   */
  record Secret(String password, boolean isNew) {

    @Override
    public String toString() {
      return "secret";
    }
  }
}
