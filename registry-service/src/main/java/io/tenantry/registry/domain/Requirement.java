package io.tenantry.registry.domain;

/** A module version needs another module. */
public record Requirement(ModuleName module, VersionRange range) {}
