package io.tenantry.tenantmodule.adapter.out.persistence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Page;
import io.tenantry.tenantmodule.application.port.Catalogue;
import io.tenantry.tenantmodule.domain.catalogue.CatalogueModule;
import io.tenantry.tenantmodule.domain.catalogue.CatalogueVersion;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** The catalogue in PostgreSQL; a page takes two statements. */
@ApplicationScoped
class StoredCatalogue implements Catalogue {

  private static final String NOTE =
      """
      insert into catalogue_version as known (module, version, title, description, status, reason,
        required_features, changed_at)
      values (:module, :version, :title, :description, :status, :reason,
        array(select json_array_elements_text(cast(cast(:features as text) as json))),
        cast(:changedAt as timestamptz))
      on conflict (module, version) do update
      set title = excluded.title, description = excluded.description, status = excluded.status,
        reason = excluded.reason, required_features = excluded.required_features,
        changed_at = excluded.changed_at
      where known.changed_at <= excluded.changed_at
      """;

  private static final String NAMES =
      """
      select distinct module from catalogue_version
      where module > :after order by module limit :limit
      """;

  @Override
  public Uni<Void> note(CatalogueVersion version) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(NOTE)
                    .setParameter("module", version.module().value())
                    .setParameter("version", version.version())
                    .setParameter("title", version.title())
                    .setParameter("description", version.description())
                    .setParameter("status", version.status().name())
                    .setParameter("reason", version.reason())
                    .setParameter("features", Json.toText(version.requiredFeatures()))
                    .setParameter("changedAt", version.changedAt().atOffset(ZoneOffset.UTC))
                    .executeUpdate())
        .replaceWithVoid();
  }

  @Override
  public Uni<Page<CatalogueModule>> modules(Optional<String> after, int limit) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(NAMES, String.class)
                    .setParameter("after", after.orElse(""))
                    .setParameter("limit", limit + 1)
                    .getResultList()
                    .chain(names -> page(session, names, limit)));
  }

  private static Uni<Page<CatalogueModule>> page(
      Mutiny.Session session, List<String> names, int limit) {
    List<String> shown = names.subList(0, Math.min(limit, names.size()));
    Optional<String> next =
        names.size() > limit ? Optional.of(shown.get(limit - 1)) : Optional.empty();
    return versions(session, shown)
        .map(
            versions ->
                new Page<>(
                    shown.stream()
                        .map(name -> new CatalogueModule(new ModuleName(name), versions.get(name)))
                        .toList(),
                    next));
  }

  private static Uni<Map<String, List<CatalogueVersion>>> versions(
      Mutiny.Session session, List<String> names) {
    if (names.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return session
        .createQuery(
            "from CatalogueVersionEntity where module in :names", CatalogueVersionEntity.class)
        .setParameter("names", names)
        .getResultList()
        .map(
            entities ->
                entities.stream()
                    .collect(
                        groupingBy(
                            entity -> entity.module,
                            mapping(CatalogueVersionEntity::toDomain, toList()))));
  }
}
