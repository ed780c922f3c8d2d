package io.tenantry.registry.adapter.in.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.registry.application.ModuleView;

/** A module in a list. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ModuleDocument(
    String name, String title, String description, String latestVersion, int versions) {

  static ModuleDocument of(ModuleView view) {
    return new ModuleDocument(
        view.name(), view.title(), view.description(), view.latest().orElse(null), view.versions());
  }
}
