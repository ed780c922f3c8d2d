package io.tenantry.registry.application;

/** What the registry commits, each in a unit of work of that name. */
public enum Commit {
  PACKAGE_REGISTERED,
  VERSION_PUBLISHED,
  VERSION_DEPRECATED,
  VERSION_WITHDRAWN,
  /** A change was refused; only the audit trail tells of it. */
  CHANGE_REFUSED,
  PLAN_ANSWERED,
  RESERVATION_APPROVED,
  USAGE_NOTED,
  RESERVATION_RELEASED,
  RESERVATIONS_SWEPT
}
