package io.tenantry.registry.application;

import io.tenantry.registry.domain.VersionStatus;

/** How much a version of a module is used. */
public record VersionUsage(String version, VersionStatus status, Usage usage) {}
