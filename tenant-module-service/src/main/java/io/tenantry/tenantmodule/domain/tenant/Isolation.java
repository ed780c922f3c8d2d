package io.tenantry.tenantmodule.domain.tenant;

/** How a tenant's data is kept apart from that of other tenants. */
public enum Isolation {
  /** A database of its own. */
  DATABASE,
  /** A set of schemas in a shared database. */
  SCHEMA
}
