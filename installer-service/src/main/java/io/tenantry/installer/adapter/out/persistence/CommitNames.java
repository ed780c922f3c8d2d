package io.tenantry.installer.adapter.out.persistence;

import io.tenantry.installer.application.Commit;
import io.tenantry.messaging.crash.CrashPointNames;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The instant after every commit is a crash point. */
final class CommitNames {

  @Produces
  @Singleton
  CrashPointNames commits() {
    return CrashPointNames.after(Commit.values());
  }
}
