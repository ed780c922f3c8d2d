package io.tenantry.installer.application.port;

import io.tenantry.installer.domain.database.DatabaseRef;

/** Makes databases that modules can be installed into. */
public interface Provisioner {

  /**
   * Makes the database, its roles and the platform's tables in it; what is there already stays.
   *
   * @throws Migrator.DatabaseUnavailable when the server cannot be reached; a later try may work
   * @throws NotProvisioned when a later try will not work either
   */
  void ensure(DatabaseRef database);

  /** The server does not let a database be made that is safe for foreign code. */
  final class NotProvisioned extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;

    public NotProvisioned(String code, String message) {
      super(message);
      this.code = code;
    }

    public String code() {
      return code;
    }
  }
}
