package io.tenantry.tenantmodule.adapter.in.rest;

/** Roles in a token's {@code groups}. */
final class Roles {

  static final String PLATFORM_ADMIN = "platform-admin";
  static final String TENANT_ADMIN = "tenant-admin";
  static final String TENANT_VIEWER = "tenant-viewer";

  private Roles() {}
}
