package io.tenantry.installer.adapter.out.secrets;

import io.tenantry.messaging.crash.CrashPoint;
import io.tenantry.messaging.crash.CrashPointNames;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Where the keeping of a secret can be cut off. */
enum SecretPoint implements CrashPoint {
  SECRET_DRAFTED,
  SECRET_KEPT;

  /** Tells their names. */
  static final class Names {

    @Produces
    @Singleton
    CrashPointNames secretPoints() {
      return CrashPointNames.of(values());
    }
  }
}
