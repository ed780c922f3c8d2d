package io.tenantry.tenantmodule.domain.module;

/** Why a tenant has a module. */
public enum InstalledAs {
  REQUESTED,
  DEPENDENCY
}
