package io.tenantry.tenantmodule.domain.catalogue;

/** What may be done with a module version. */
public enum CatalogueStatus {
  /** It can be installed. */
  PUBLISHED,
  /** It is installed only where it is asked for by its exact version. */
  DEPRECATED,
  /** It cannot be installed any more. */
  WITHDRAWN
}
