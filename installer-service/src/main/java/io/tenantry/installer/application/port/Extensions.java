package io.tenantry.installer.application.port;

import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.RequiredExtension;
import java.util.List;

/**
 * What modules need of a database that only its owner can make. Nothing takes an extension away
 * again: other modules, and data that is kept, may use it.
 */
public interface Extensions {

  /**
   * Makes those that are not there, with what they need themselves, and writes down that it was the
   * platform who did.
   *
   * @param module for which they are made
   * @throws Migrator.DatabaseUnavailable when the database cannot be reached or is busy; a later
   *     try may work
   * @throws Migrator.DatabaseRefused when a later try will not work either
   */
  void ensure(DatabaseRef database, ModuleName module, List<RequiredExtension> extensions);
}
