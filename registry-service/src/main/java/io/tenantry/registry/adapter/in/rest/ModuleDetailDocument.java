package io.tenantry.registry.adapter.in.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.registry.domain.ModuleVersion;
import java.util.List;

/** A module with all its versions, newest first; title and description are the newest one's. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ModuleDetailDocument(
    String name, String title, String description, List<VersionDocument> versions) {

  static ModuleDetailDocument of(List<ModuleVersion> newestFirst) {
    ModuleVersion newest = newestFirst.get(0);
    return new ModuleDetailDocument(
        newest.name().value(),
        newest.manifest().title(),
        newest.manifest().description(),
        newestFirst.stream().map(VersionDocument::of).toList());
  }
}
