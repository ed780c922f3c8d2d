package io.tenantry.installer.domain.plan;

import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.migration.Script;
import java.util.List;

/** What the installer needs of a package. */
public record ModulePackage(
    List<Script> landlordMigrations,
    List<Script> tenantMigrations,
    List<Script> setup,
    Grants landlordGrants,
    Grants tenantGrants) {

  public ModulePackage {
    landlordMigrations = List.copyOf(landlordMigrations);
    tenantMigrations = List.copyOf(tenantMigrations);
    setup = List.copyOf(setup);
  }
}
