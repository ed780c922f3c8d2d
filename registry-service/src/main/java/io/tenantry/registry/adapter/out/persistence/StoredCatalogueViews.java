package io.tenantry.registry.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.ModuleView;
import io.tenantry.registry.application.Page;
import io.tenantry.registry.application.port.CatalogueViews;
import io.tenantry.registry.domain.Digest;
import io.tenantry.registry.domain.ModuleVersion;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads the catalogue: two statements for a page of modules, one for everything else. */
@ApplicationScoped
class StoredCatalogueViews implements CatalogueViews {

  private static final Comparator<ModuleVersion> NEWEST_FIRST =
      Comparator.comparing(ModuleVersion::version).reversed();

  private final ModuleVersionMapper mapper;

  StoredCatalogueViews(ModuleVersionMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public Uni<Page<ModuleView>> modules(Optional<String> after, int limit) {
    return read(
        session ->
            session
                .createQuery(
                    "select distinct name from ModuleVersionEntity where name > :after order by name",
                    String.class)
                .setParameter("after", after.orElse(""))
                .setMaxResults(limit + 1)
                .getResultList()
                .chain(names -> page(session, names, limit)));
  }

  @Override
  public Uni<List<ModuleVersion>> versions(String module) {
    return read(session -> versionsOf(session, List.of(module)));
  }

  @Override
  public Uni<Optional<ModuleVersion>> version(String module, String version) {
    return read(
        session ->
            session
                .find(ModuleVersionEntity.class, new ModuleVersionKey(module, version))
                .map(entity -> Optional.ofNullable(entity).map(mapper::toDomain)));
  }

  @Override
  public Uni<Optional<byte[]>> content(Digest digest) {
    return read(
        session ->
            session
                .find(PackageEntity.class, digest.value())
                .map(entity -> Optional.ofNullable(entity).map(one -> one.content)));
  }

  private Uni<Page<ModuleView>> page(Mutiny.Session session, List<String> names, int limit) {
    List<String> shown = names.subList(0, Math.min(limit, names.size()));
    Optional<String> next =
        names.size() > limit ? Optional.of(shown.get(shown.size() - 1)) : Optional.empty();
    return versionsOf(session, shown).map(versions -> new Page<>(views(versions), next));
  }

  private Uni<List<ModuleVersion>> versionsOf(Mutiny.Session session, List<String> names) {
    return session
        .createQuery("from ModuleVersionEntity where name in :names", ModuleVersionEntity.class)
        .setParameter("names", names)
        .getResultList()
        .map(entities -> entities.stream().map(mapper::toDomain).sorted(NEWEST_FIRST).toList());
  }

  private static List<ModuleView> views(List<ModuleVersion> versions) {
    Map<String, List<ModuleVersion>> byName =
        versions.stream()
            .collect(
                Collectors.groupingBy(
                    version -> version.name().value(), TreeMap::new, Collectors.toList()));
    return byName.values().stream().map(StoredCatalogueViews::view).toList();
  }

  private static ModuleView view(List<ModuleVersion> newestFirst) {
    Optional<ModuleVersion> latest =
        newestFirst.stream()
            .filter(version -> version.isPublished() && !version.version().isPrerelease())
            .findFirst();
    ModuleVersion shown = latest.orElse(newestFirst.get(0));
    return new ModuleView(
        shown.name().value(),
        shown.manifest().title(),
        shown.manifest().description(),
        latest.map(version -> version.version().toString()),
        newestFirst.size());
  }

  private static <T> Uni<T> read(Function<Mutiny.Session, Uni<T>> query) {
    return Panache.withSession(() -> Panache.getSession().chain(query::apply));
  }
}
