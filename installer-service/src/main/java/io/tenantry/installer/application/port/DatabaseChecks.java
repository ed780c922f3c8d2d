package io.tenantry.installer.application.port;

import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.plan.ModuleName;
import java.util.List;

/** Looks at a database before anything is changed in it, and afterwards. */
public interface DatabaseChecks {

  /**
   * Why the module cannot be installed or upgraded there, a sentence each; empty when it can. The
   * platform's own tables are brought up to date.
   *
   * @param isThere whether the module has to be there already; otherwise it must not be
   * @throws Migrator.DatabaseUnavailable when the database cannot be reached; a later try may work
   * @throws Migrator.DatabaseRefused when a later try will not work either
   */
  List<String> obstacles(DatabaseRef database, ModuleName module, boolean isThere);

  /**
   * In what the module there differs from what its manifest grants to the runtime role, a sentence
   * each; empty when it does not.
   *
   * @param exact whether the role may do no more than that
   * @throws Migrator.DatabaseUnavailable when the database cannot be reached; a later try may work
   * @throws Migrator.DatabaseRefused when a later try will not work either
   */
  List<String> deviations(DatabaseRef database, ModuleName module, Grants grants, boolean exact);
}
