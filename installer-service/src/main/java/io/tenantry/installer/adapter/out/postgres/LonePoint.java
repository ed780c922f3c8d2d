package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.messaging.crash.CrashPoint;
import io.tenantry.messaging.crash.CrashPointNames;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Where a script outside a transaction can be cut off. */
enum LonePoint implements CrashPoint {
  /** It is recorded that the script begins. */
  LONE_SCRIPT_BEGUN,
  LONE_SCRIPT_RUN,
  /** The role is locked out, and its sessions are over. */
  LONE_SCRIPT_ENDED,
  LONE_SCRIPT_WRITTEN,
  LONE_SCRIPT_COMMITTED;

  /** Tells their names. */
  static final class Names {

    @Produces
    @Singleton
    CrashPointNames lonePoints() {
      return CrashPointNames.of(values());
    }
  }
}
