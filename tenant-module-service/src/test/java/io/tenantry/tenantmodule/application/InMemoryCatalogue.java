package io.tenantry.tenantmodule.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.port.Catalogue;
import io.tenantry.tenantmodule.domain.catalogue.CatalogueModule;
import io.tenantry.tenantmodule.domain.catalogue.CatalogueVersion;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The catalogue in memory. */
final class InMemoryCatalogue implements Catalogue {

  private final InMemoryTransactions transactions;
  private final Map<String, List<CatalogueVersion>> versions = new TreeMap<>();

  InMemoryCatalogue(InMemoryTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Uni<Void> note(CatalogueVersion version) {
    return Uni.createFrom()
        .voidItem()
        .invoke(
            () -> {
              transactions.platform();
              List<CatalogueVersion> known =
                  versions.computeIfAbsent(version.module().value(), name -> new ArrayList<>());
              known.removeIf(one -> one.version().equals(version.version()));
              known.add(version);
            });
  }

  @Override
  public Uni<Page<CatalogueModule>> modules(Optional<String> after, int limit) {
    return Uni.createFrom()
        .item(
            () ->
                new Page<>(
                    versions.entrySet().stream()
                        .filter(one -> one.getKey().compareTo(after.orElse("")) > 0)
                        .limit(limit)
                        .map(
                            one ->
                                new CatalogueModule(new ModuleName(one.getKey()), one.getValue()))
                        .toList(),
                    Optional.empty()));
  }
}
