package io.tenantry.local.installer;

import java.util.List;

/** A way to install DigitalCard for many tenants that have nothing but an empty database. */
interface Contender {

  String name();

  /** Installs for all of them, for so many at the same time. */
  Measured install(List<Tenant> tenants, int workers);

  /** A tenant with its database. */
  record Tenant(String id, String database) {}
}
