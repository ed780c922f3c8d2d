package io.tenantry.tenantmodule.adapter.in.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.tenantmodule.domain.catalogue.AvailableModule;
import io.tenantry.tenantmodule.domain.catalogue.AvailableModule.Obstacle;
import io.tenantry.tenantmodule.domain.catalogue.CatalogueVersion;
import java.util.List;

/**
 * A module of the catalogue, as a tenant sees it.
 *
 * @param version that an installation would choose, or else the one that comes closest
 * @param available whether an installation would be accepted, as far as the module itself goes
 * @param reason why it would not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AvailableModuleDocument(
    String module,
    String title,
    String description,
    String version,
    List<String> requiredFeatures,
    String installedVersion,
    boolean available,
    Obstacle reason) {

  static AvailableModuleDocument of(AvailableModule module) {
    CatalogueVersion shown = module.shown();
    return new AvailableModuleDocument(
        shown.module().value(),
        shown.title(),
        shown.description(),
        shown.version(),
        shown.requiredFeatures(),
        module.installed().orElse(null),
        module.obstacle().isEmpty(),
        module.obstacle().orElse(null));
  }
}
