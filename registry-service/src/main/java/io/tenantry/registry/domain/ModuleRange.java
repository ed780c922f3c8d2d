package io.tenantry.registry.domain;

/** Versions of another module. */
public record ModuleRange(ModuleName module, VersionRange range) {}
