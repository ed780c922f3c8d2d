package io.tenantry.installer.domain.plan;

import java.util.List;

/**
 * One module of an approved plan.
 *
 * @param digest SHA-256 of the package, as {@code sha256:} and 64 hexadecimal digits
 * @param packageSize in bytes
 * @param packageLocation path below the registry's address
 * @param requires modules that it may refer to
 * @param parameters JSON object, secrets only as references
 */
public record PlanItem(
    ModuleName module,
    String version,
    String digest,
    long packageSize,
    String packageLocation,
    List<ModuleName> requires,
    String parameters) {

  public PlanItem {
    requires = List.copyOf(requires);
  }
}
