package io.tenantry.tenantmodule.application;

import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.Set;

/**
 * Whose data a unit of work may see and change. The database enforces it again, and shows nothing
 * to a unit of work without scope.
 *
 * @param platform whether it is everybody's
 * @param tenants whose it is otherwise
 */
public record Scope(boolean platform, Set<String> tenants) {

  public static final Scope PLATFORM = new Scope(true, Set.of());

  public Scope {
    tenants = Set.copyOf(tenants);
  }

  public static Scope of(TenantId tenant) {
    return new Scope(false, Set.of(tenant.value()));
  }

  public static Scope of(Set<String> tenants) {
    return new Scope(false, tenants);
  }
}
