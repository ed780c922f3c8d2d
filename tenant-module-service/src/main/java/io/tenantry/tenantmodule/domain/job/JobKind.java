package io.tenantry.tenantmodule.domain.job;

/** What a job was asked to do with its module. */
public enum JobKind {
  INSTALL,
  UPGRADE,
  UNINSTALL
}
