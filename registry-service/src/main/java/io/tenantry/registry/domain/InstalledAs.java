package io.tenantry.registry.domain;

/** Why a tenant has a module. */
public enum InstalledAs {
  REQUESTED,
  DEPENDENCY
}
