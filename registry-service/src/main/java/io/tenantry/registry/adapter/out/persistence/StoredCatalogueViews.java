package io.tenantry.registry.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.ModuleFilter;
import io.tenantry.registry.application.ModuleView;
import io.tenantry.registry.application.Page;
import io.tenantry.registry.application.VersionUsage;
import io.tenantry.registry.application.port.CatalogueViews;
import io.tenantry.registry.domain.CapabilityName;
import io.tenantry.registry.domain.Digest;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.Version;
import io.tenantry.registry.domain.VersionStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads the catalogue: two statements for a page of modules, one for everything else. */
@ApplicationScoped
class StoredCatalogueViews implements CatalogueViews {

  private static final Comparator<ModuleVersion> NEWEST_FIRST =
      Comparator.comparing(ModuleVersion::version).reversed();

  private static final String MATCHING =
      """
      select distinct name from module_version
      where name > :after
        and (:text = '' or strpos(lower(name || ' ' || (manifest ->> 'title') || ' '
          || (manifest ->> 'description')), lower(:text)) > 0)
        and (:status = '' or status = :status)
        and (:capability = ''
          or manifest -> 'provides' @> jsonb_build_array(jsonb_build_object('name', :capability)))
        and (:feature = '' or manifest -> 'requiredFeatures' @> jsonb_build_array(:feature))
        and (:publisher = '' or manifest ->> 'publisher' = :publisher)
      order by name
      limit :limit
      """;

  private static final String USAGE = UsageRow.SELECT + "where v.name = :module";

  private static final String PROVIDED =
      """
      select distinct c.name
      from unnest(string_to_array(:names, ',')) as c (name)
      where exists (select from module_version v
        where v.manifest -> 'provides' @> jsonb_build_array(jsonb_build_object('name', c.name)))
      """;

  private final ModuleVersionMapper mapper;

  StoredCatalogueViews(ModuleVersionMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public Uni<Page<ModuleView>> modules(ModuleFilter filter, Optional<String> after, int limit) {
    return read(
        session ->
            session
                .createNativeQuery(MATCHING, String.class)
                .setParameter("after", after.orElse(""))
                .setParameter("text", filter.text().orElse(""))
                .setParameter("status", filter.status().map(VersionStatus::name).orElse(""))
                .setParameter("capability", filter.capability().orElse(""))
                .setParameter("feature", filter.feature().orElse(""))
                .setParameter("publisher", filter.publisher().orElse(""))
                .setParameter("limit", limit + 1)
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

  @Override
  public Uni<List<VersionUsage>> usage(String module) {
    return read(
        session ->
            session
                .createNativeQuery(USAGE, Tuple.class)
                .setParameter("module", module)
                .getResultList()
                .map(StoredCatalogueViews::usages));
  }

  private static List<VersionUsage> usages(List<Tuple> rows) {
    return rows.stream()
        .map(
            row ->
                new VersionUsage(
                    row.get("version", String.class),
                    VersionStatus.valueOf(row.get("status", String.class)),
                    UsageRow.usage(row)))
        .sorted(Comparator.comparing((VersionUsage use) -> Version.of(use.version())).reversed())
        .toList();
  }

  @Override
  public Uni<Set<CapabilityName>> providedAmong(Collection<CapabilityName> names) {
    if (names.isEmpty()) {
      return Uni.createFrom().item(Set.of());
    }
    String asked = names.stream().map(CapabilityName::value).collect(Collectors.joining(","));
    return read(
        session ->
            session
                .createNativeQuery(PROVIDED, String.class)
                .setParameter("names", asked)
                .getResultList()
                .map(found -> found.stream().map(CapabilityName::new).collect(Collectors.toSet())));
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
