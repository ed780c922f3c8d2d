package io.tenantry.installer.adapter.out.postgres;

import io.tenantry.messaging.crash.CrashPoint;
import io.tenantry.messaging.crash.CrashPointNames;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Where the work in the tenants' and the platform's databases can be cut off. */
enum DatabasePoint implements CrashPoint {
  DATABASE_ROLES_MADE,
  DATABASE_MADE,
  DATABASE_CLOSED_TO_PUBLIC,
  PLATFORM_SCHEMA_WRITTEN,
  PLATFORM_SCHEMA_COMMITTED,
  EXTENSIONS_MADE,
  MODULE_ROLE_EXCLUDED,
  RUNTIME_ROLE_MADE,
  RUN_WRITTEN,
  /** The run is recorded, and the module's role may log in. */
  RUN_COMMITTED,
  MODULE_TRANSACTION_BEGUN,
  MODULE_TRANSACTION_PINNED,
  SCRIPTS_RUN,
  MODULE_TRANSACTION_COMMITTED,
  MODULE_ROLE_DISMISSED,
  REMOVAL_WRITTEN,
  REMOVAL_COMMITTED,
  SERVICE_SHUT_OUT,
  SCHEMA_RENAMED,
  SCHEMA_ASIDE,
  SCHEMA_RENAMED_BACK,
  SCHEMA_BACK,
  PURGE_WRITTEN,
  PURGE_COMMITTED;

  /** Tells their names. */
  static final class Names {

    @Produces
    @Singleton
    CrashPointNames databasePoints() {
      return CrashPointNames.of(values());
    }
  }
}
