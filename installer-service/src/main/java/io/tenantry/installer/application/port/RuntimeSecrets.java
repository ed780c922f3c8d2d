package io.tenantry.installer.application.port;

/** Passwords of runtime roles, in the platform's secret store. */
public interface RuntimeSecrets {

  /** The password of the role on that server; made and stored when there is none. */
  Secret ensure(String server, String role);

  /**
   * A password and where others find it.
   *
   * @param reference what may be told to others
   * @param password what may not
   */
  record Secret(String reference, String password) {

    @Override
    public String toString() {
      return reference;
    }
  }
}
