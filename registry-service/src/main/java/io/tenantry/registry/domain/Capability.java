package io.tenantry.registry.domain;

/** What a module version offers to others under a name of its own, with a version of its own. */
public record Capability(CapabilityName name, Version version) {}
