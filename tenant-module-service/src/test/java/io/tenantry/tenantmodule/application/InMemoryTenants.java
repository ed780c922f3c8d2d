package io.tenantry.tenantmodule.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.port.TenantViews;
import io.tenantry.tenantmodule.application.port.Tenants;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tenants in memory. */
final class InMemoryTenants implements Tenants, TenantViews {

  private final InMemoryTransactions transactions;
  private final Map<String, Tenant> tenants = new TreeMap<>();

  InMemoryTenants(InMemoryTransactions transactions) {
    this.transactions = transactions;
  }

  void has(Tenant tenant) {
    tenants.put(tenant.id().value(), tenant);
  }

  Tenant get(TenantId id) {
    return tenants.get(id.value());
  }

  @Override
  public Uni<Boolean> add(Tenant tenant) {
    return Uni.createFrom()
        .item(
            () -> {
              transactions.reads(tenant.id());
              transactions.lock(tenant.id());
              return tenants.putIfAbsent(tenant.id().value(), tenant) == null;
            });
  }

  @Override
  public Uni<Optional<Tenant>> lock(TenantId id) {
    return tenant(id).invoke(() -> transactions.lock(id));
  }

  @Override
  public Uni<Void> update(Tenant tenant) {
    return Uni.createFrom()
        .voidItem()
        .invoke(
            () -> {
              transactions.changes(tenant.id());
              has(tenant);
            });
  }

  @Override
  public Uni<Page<Tenant>> tenants(Optional<String> after, int limit) {
    return Uni.createFrom()
        .item(
            () -> {
              transactions.platform();
              List<Tenant> found =
                  tenants.values().stream()
                      .filter(one -> one.id().value().compareTo(after.orElse("")) > 0)
                      .limit(limit)
                      .toList();
              return new Page<>(found, Optional.empty());
            });
  }

  @Override
  public Uni<Optional<Tenant>> tenant(TenantId id) {
    return Uni.createFrom()
        .item(
            () -> {
              transactions.reads(id);
              return Optional.ofNullable(tenants.get(id.value()));
            });
  }
}
