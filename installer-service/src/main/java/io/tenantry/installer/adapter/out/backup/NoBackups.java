package io.tenantry.installer.adapter.out.backup;

import io.tenantry.installer.application.port.Backups;
import io.tenantry.installer.domain.database.DatabaseRef;
import jakarta.enterprise.context.ApplicationScoped;

/** The installer copies nothing, and says so before a job relies on it. */
@ApplicationScoped
class NoBackups implements Backups {

  @Override
  public boolean areMadeOf(DatabaseRef database) {
    return false;
  }
}
