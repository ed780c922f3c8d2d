package io.tenantry.tenantmodule.domain.tenant;

/** Where a tenant's database is: a server, as the platform's configuration calls it, and a name. */
public record DatabaseLocation(String server, String database) {}
