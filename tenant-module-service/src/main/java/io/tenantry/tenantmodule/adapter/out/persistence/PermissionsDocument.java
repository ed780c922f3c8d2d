package io.tenantry.tenantmodule.adapter.out.persistence;

import io.tenantry.tenantmodule.domain.module.Permission;
import java.util.List;

/**
 * A module's permissions as the database keeps them: an object, because Hibernate Reactive binds no
 * JSON arrays.
 */
record PermissionsDocument(List<PermissionDocument> permissions) {

  static PermissionsDocument of(List<Permission> permissions) {
    return new PermissionsDocument(permissions.stream().map(PermissionDocument::of).toList());
  }

  List<Permission> toDomain() {
    return permissions.stream().map(PermissionDocument::toDomain).toList();
  }
}
