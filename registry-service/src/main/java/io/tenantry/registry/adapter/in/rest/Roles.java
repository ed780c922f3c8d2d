package io.tenantry.registry.adapter.in.rest;

/** Roles in a token's {@code groups}. */
final class Roles {

  static final String PLATFORM_ADMIN = "platform-admin";

  private Roles() {}
}
