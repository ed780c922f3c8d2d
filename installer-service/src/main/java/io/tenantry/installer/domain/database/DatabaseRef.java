package io.tenantry.installer.domain.database;

import io.tenantry.installer.domain.InvalidValue;
import io.tenantry.installer.domain.plan.ModuleName;
import java.util.regex.Pattern;

/**
 * A database that modules are installed into, with the names of the roles that belong to it.
 *
 * @param server name of the server, as the configuration calls it
 * @param name name of the database; part of role names, hence at most 20 characters
 */
public record DatabaseRef(String server, String name) {

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{1,19}");

  public DatabaseRef {
    if (!FORM.matcher(name).matches()) {
      throw new InvalidValue("'%s' is no database name".formatted(name));
    }
  }

  /** Owns the database and everything of the platform in it; nobody can log in as this role. */
  public String ownerRole() {
    return name + "_owner";
  }

  /** Whoever may connect is a member of this role. */
  public String connectRole() {
    return name + "_connect";
  }

  /** Runs the module's scripts; it can log in only while a run of the module goes on. */
  public String moduleRole(ModuleName module) {
    return name + "_m_" + module;
  }
}
