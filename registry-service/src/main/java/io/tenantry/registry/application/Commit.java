package io.tenantry.registry.application;

/** What the registry commits, each in a unit of work of that name. */
public enum Commit {
  PACKAGE_REGISTERED,
  VERSION_PUBLISHED,
  PLAN_ANSWERED,
  USAGE_NOTED,
  RESERVATION_RELEASED
}
