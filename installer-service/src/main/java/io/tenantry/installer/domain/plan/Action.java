package io.tenantry.installer.domain.plan;

/** What a job does with a module. */
public enum Action {
  /** Makes it for a tenant that has nothing of it. */
  INSTALL,
  /** Takes it from a former version, or from former parameters, on. */
  UPGRADE,
  /** Puts kept data back and takes it from the version on that it was made with. */
  RESTORE,
  /** Sets its data aside. */
  REMOVE
}
