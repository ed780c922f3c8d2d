package io.tenantry.installer.application.port;

import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.application.port.Migrator.Run;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.kept.KeptData;
import java.util.List;

/**
 * Schemas of modules that their tenants do not have any more. A schema goes aside by its name
 * alone, so that it comes back as it was.
 */
public interface KeptSchemas {

  /**
   * Ends the sessions of the module's service, and puts the module's schema aside. Foreign keys
   * between it and other schemas are remembered and dropped. What is aside already is no error.
   *
   * @throws Migrator.DatabaseUnavailable when the database cannot be reached or is busy; a later
   *     try may work
   * @throws Migrator.DatabaseRefused when a later try will not work either
   */
  Outcome setAside(Run run, KeptData kept);

  /**
   * Puts the schema back, with its foreign keys, and lets the module's service in. What is back
   * already is no error.
   *
   * @return a failure when it is neither aside nor back, or when a foreign key cannot be made again
   * @throws Migrator.DatabaseUnavailable when the database cannot be reached or is busy; a later
   *     try may work
   * @throws Migrator.DatabaseRefused when a later try will not work either
   */
  Outcome putBack(Run run, KeptData kept);

  /**
   * Destroys what is aside. What is gone already, or was put back, is no error.
   *
   * @throws Migrator.DatabaseUnavailable when the database cannot be reached or is busy; a later
   *     try may work
   * @throws Migrator.DatabaseRefused when a later try will not work either
   */
  void purge(DatabaseRef database, KeptData kept);

  /**
   * Whether it is there.
   *
   * @throws Migrator.DatabaseUnavailable when the database cannot be reached or is busy; a later
   *     try may work
   * @throws Migrator.DatabaseRefused when a later try will not work either
   */
  boolean isAside(DatabaseRef database, KeptData kept);

  /** Commands with which an operator does what {@link #setAside} does. */
  List<String> settingAsideCommands(DatabaseRef database, KeptData kept);

  /** Commands with which an operator does what {@link #putBack} does. */
  List<String> puttingBackCommands(DatabaseRef database, KeptData kept);
}
