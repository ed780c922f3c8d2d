package io.tenantry.registry.domain;

/** A module that the tenant has already. */
public record InstalledModule(ModuleName module, Version version, InstalledAs installedAs) {}
