package io.tenantry.tenantmodule.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.module.TenantModuleView;
import io.tenantry.tenantmodule.application.port.TenantModuleViews;
import io.tenantry.tenantmodule.application.port.TenantModules;
import io.tenantry.tenantmodule.domain.catalogue.AvailableModule.Presence;
import io.tenantry.tenantmodule.domain.module.InstalledModule;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.module.ModuleStatus;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import io.tenantry.testkit.simulation.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** Tenants' modules in memory, by {@code tenant/module}. */
final class InMemoryModules implements TenantModules, TenantModuleViews {

  final Map<String, InstalledModule> modules = new TreeMap<>();
  private final InMemoryTransactions transactions;

  InMemoryModules(InMemoryTransactions transactions) {
    this.transactions = transactions;
    transactions.include(() -> Snapshot.of(modules));
  }

  void has(InstalledModule module) {
    modules.put(module.tenantId() + "/" + module.module(), module);
  }

  @Override
  public Uni<List<InstalledModule>> of(TenantId tenant) {
    return Uni.createFrom().item(() -> installedIn(tenant));
  }

  @Override
  public Uni<List<InstalledModule>> of(TenantId tenant, UUID keptData) {
    return of(tenant);
  }

  @Override
  public Uni<Void> remove(InstalledModule module) {
    return Uni.createFrom()
        .voidItem()
        .invoke(
            () -> {
              transactions.changes(module.tenantId());
              modules.remove(module.tenantId() + "/" + module.module());
            });
  }

  @Override
  public Uni<Void> save(InstalledModule module) {
    return Uni.createFrom()
        .voidItem()
        .invoke(
            () -> {
              transactions.changes(module.tenantId());
              has(module);
            });
  }

  @Override
  public Uni<Page<TenantModuleView>> modules(TenantId tenant, Optional<String> after, int limit) {
    return of(tenant)
        .map(
            installed ->
                new Page<>(
                    installed.stream().map(InMemoryModules::view).toList(), Optional.empty()));
  }

  @Override
  public Uni<Map<ModuleName, Presence>> presence(TenantId tenant, List<ModuleName> wanted) {
    return of(tenant)
        .map(
            installed ->
                installed.stream()
                    .filter(one -> wanted.contains(one.module()))
                    .collect(
                        Collectors.toMap(
                            InstalledModule::module,
                            one -> new Presence(Optional.of(one.version()), false))));
  }

  @Override
  public Uni<Optional<TenantModuleView>> module(TenantId tenant, ModuleName module) {
    return of(tenant)
        .map(
            installed ->
                installed.stream()
                    .filter(one -> one.module().equals(module))
                    .map(InMemoryModules::view)
                    .findFirst());
  }

  private List<InstalledModule> installedIn(TenantId tenant) {
    transactions.reads(tenant);
    return modules.values().stream().filter(one -> one.tenantId().equals(tenant)).toList();
  }

  private static TenantModuleView view(InstalledModule module) {
    return new TenantModuleView(
        module.tenantId().value(),
        module.module().value(),
        ModuleStatus.ACTIVE,
        Optional.of(module),
        Optional.of(module.jobId()));
  }
}
