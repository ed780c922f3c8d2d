package io.tenantry.installer.application.port;

import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.RequiredExtension;
import java.util.List;

/** Looks at a database before anything is changed in it, and afterwards. */
public interface DatabaseChecks {

  /**
   * Why a job cannot do with the module there what it is about to, a sentence each; empty when it
   * can. The platform's own tables are brought up to date.
   *
   * @param extensions that have to be there, or that the platform must be able to make
   * @throws Migrator.DatabaseUnavailable when the database cannot be reached, or something is in
   *     the way that may be gone later; a later try may work
   * @throws Migrator.DatabaseRefused when a later try will not work either
   */
  List<String> obstacles(
      DatabaseRef database, ModuleName module, Intent intent, List<RequiredExtension> extensions);

  /**
   * In what the module there differs from what its manifest promises, a sentence each; empty when
   * it does not.
   *
   * @throws Migrator.DatabaseUnavailable when the database cannot be reached; a later try may work
   * @throws Migrator.DatabaseRefused when a later try will not work either
   */
  List<String> deviations(DatabaseRef database, ModuleName module, Promised promised);

  /**
   * What a manifest promises of a module in a database.
   *
   * @param grants what the runtime role may do
   * @param exact whether it may do no more than that
   * @param extensions what has to be there beside the module
   */
  record Promised(Grants grants, boolean exact, List<RequiredExtension> extensions) {

    public Promised {
      extensions = List.copyOf(extensions);
    }
  }

  /** What a job is about to do with a module in a database. */
  enum Intent {
    /** Make its schema, which must not be there. */
    MAKE(true, true),
    /** Change its schema, which has to be there. */
    CHANGE(true, true),
    /** Set its schema aside, which has to be there and takes no more room for that. */
    SET_ASIDE(true, false),
    /** Make or change its schema, which others share. */
    SHARE(true, true),
    /** Use what others have made. */
    JOIN(false, false);

    private final boolean locks;
    private final boolean runsScripts;

    Intent(boolean locks, boolean runsScripts) {
      this.locks = locks;
      this.runsScripts = runsScripts;
    }

    /** Whether somebody who holds a lock on something of the module would be in the way. */
    public boolean locks() {
      return locks;
    }

    /** Whether scripts run for it, which need room and look into schema {@code public}. */
    public boolean runsScripts() {
      return runsScripts;
    }
  }
}
