package io.tenantry.tenantmodule.domain.job;

/** What a plan does with one module. */
public enum PlanAction {
  INSTALL,
  UPGRADE,
  REMOVE
}
