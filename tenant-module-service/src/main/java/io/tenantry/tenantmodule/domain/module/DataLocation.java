package io.tenantry.tenantmodule.domain.module;

/**
 * Where the data of a tenant's module lives.
 *
 * @param runtimeRole login role of the module's own service
 * @param runtimeSecret reference to that role's password; never the password
 */
public record DataLocation(
    String server, String database, String schema, String runtimeRole, String runtimeSecret) {}
