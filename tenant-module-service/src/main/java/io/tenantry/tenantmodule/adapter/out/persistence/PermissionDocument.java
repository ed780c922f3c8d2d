package io.tenantry.tenantmodule.adapter.out.persistence;

import io.tenantry.tenantmodule.domain.module.Permission;

/** A permission as the database keeps it. */
record PermissionDocument(String name, String description) {

  static PermissionDocument of(Permission permission) {
    return new PermissionDocument(permission.name(), permission.description());
  }

  Permission toDomain() {
    return new Permission(name, description);
  }
}
