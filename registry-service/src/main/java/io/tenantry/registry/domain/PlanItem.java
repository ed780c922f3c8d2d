package io.tenantry.registry.domain;

/** A module version that the plan installs. */
public record PlanItem(ModuleVersion version, InstalledAs installedAs) {}
