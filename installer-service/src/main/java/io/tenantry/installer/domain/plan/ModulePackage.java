package io.tenantry.installer.domain.plan;

import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.migration.Script;
import java.util.List;

/** What the installer needs of a package. */
public record ModulePackage(Part landlord, Part tenant, Part setup) {

  /**
   * What belongs together.
   *
   * @param scripts in the order of their paths
   * @param undo scripts that take those back, each named like the one that it takes back
   * @param grants what the module's runtime role may do there
   */
  public record Part(List<Script> scripts, List<Script> undo, Grants grants) {

    public static final Part NONE = new Part(List.of(), List.of(), Grants.NONE);

    public Part {
      scripts = List.copyOf(scripts);
      undo = List.copyOf(undo);
    }
  }
}
