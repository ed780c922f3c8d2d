package io.tenantry.registry.domain;

/** A module version needs a capability, whoever provides it. */
public record CapabilityRequirement(CapabilityName capability, VersionRange range) {}
