package io.tenantry.tenantmodule.domain.job;

/** What becomes of the data of a module that is removed. */
public enum DataChoice {
  /** It is set aside; a later installation may restore it. */
  KEEP,
  /** It is destroyed, once the removal is certain. */
  PURGE
}
