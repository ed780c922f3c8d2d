package io.tenantry.installer.application;

import io.tenantry.installer.application.port.Provisioner;
import io.tenantry.installer.domain.database.DatabaseRef;

/** The platform's own database, which all tenants share. */
public final class Landlord {

  private final DatabaseRef database;
  private final Provisioner provisioner;
  private boolean prepared;

  public Landlord(DatabaseRef database, Provisioner provisioner) {
    this.database = database;
    this.provisioner = provisioner;
  }

  /** Puts the platform's tables there: once in a process, because they may be older than it. */
  public synchronized DatabaseRef prepared() {
    if (!prepared) {
      provisioner.ensure(database);
      prepared = true;
    }
    return database;
  }

  public DatabaseRef database() {
    return database;
  }
}
