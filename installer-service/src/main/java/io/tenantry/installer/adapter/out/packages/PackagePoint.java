package io.tenantry.installer.adapter.out.packages;

import io.tenantry.messaging.crash.CrashPoint;
import io.tenantry.messaging.crash.CrashPointNames;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Where the keeping of a package can be cut off. */
enum PackagePoint implements CrashPoint {
  PACKAGE_DRAFTED,
  PACKAGE_KEPT;

  /** Tells their names. */
  static final class Names {

    @Produces
    @Singleton
    CrashPointNames packagePoints() {
      return CrashPointNames.of(values());
    }
  }
}
