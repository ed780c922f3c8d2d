package io.tenantry.tenantmodule.adapter.out.persistence;

import io.tenantry.messaging.crash.CrashPointNames;
import io.tenantry.tenantmodule.application.Commit;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Every commit can be cut off. */
final class CommitNames {

  @Produces
  @Singleton
  CrashPointNames commits() {
    return CrashPointNames.around(Commit.values());
  }
}
