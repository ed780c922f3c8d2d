package io.tenantry.installer.adapter.out.persistence;

import io.tenantry.installer.application.Commit;
import io.tenantry.messaging.crash.CrashPointNames;
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
