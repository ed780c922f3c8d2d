package io.tenantry.registry.domain;

/**
 * A PostgreSQL extension that has to be in the tenant's database.
 *
 * @param versions {@code *}, or {@code >=} and the oldest version that will do
 */
public record RequiredExtension(String name, String versions) {}
