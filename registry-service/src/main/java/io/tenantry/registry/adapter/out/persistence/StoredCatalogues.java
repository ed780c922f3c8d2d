package io.tenantry.registry.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.port.Background;
import io.tenantry.registry.application.port.Catalogues;
import io.tenantry.registry.domain.resolution.Catalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.reactive.mutiny.Mutiny;

/** The catalogue in PostgreSQL, read again only when its revision has changed. */
@ApplicationScoped
class StoredCatalogues implements Catalogues {

  private static final String REVISION = "select revision from catalogue_revision";

  private final ModuleVersionMapper mapper;
  private final Background background;
  private final AtomicReference<Known> known =
      new AtomicReference<>(new Known(-1, Catalogue.of(List.of())));

  StoredCatalogues(ModuleVersionMapper mapper, Background background) {
    this.mapper = mapper;
    this.background = background;
  }

  @Override
  public Uni<Catalogue> current() {
    return Panache.withTransaction(() -> at(REVISION));
  }

  @Override
  public Uni<Catalogue> held() {
    return at(REVISION + " for share");
  }

  @Override
  public Uni<Void> lock() {
    return Panache.getSession()
        .chain(
            session ->
                session.createNativeQuery(REVISION + " for update", Long.class).getSingleResult())
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> change() {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery("update catalogue_revision set revision = revision + 1")
                    .executeUpdate())
        .replaceWithVoid();
  }

  private Uni<Catalogue> at(String revision) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(revision, Long.class)
                    .getSingleResult()
                    .chain(number -> at(session, number)));
  }

  private Uni<Catalogue> at(Mutiny.Session session, long revision) {
    Known last = known.get();
    return last.revision() == revision
        ? Uni.createFrom().item(last.catalogue())
        : read(session)
            .map(catalogue -> new Known(revision, catalogue))
            .invoke(known::set)
            .map(Known::catalogue);
  }

  private Uni<Catalogue> read(Mutiny.Session session) {
    return session
        .createQuery(
            "from ModuleVersionEntity where publishedAt is not null", ModuleVersionEntity.class)
        .setReadOnly(true)
        .getResultList()
        .chain(entities -> background.run(() -> catalogue(entities)));
  }

  private Catalogue catalogue(List<ModuleVersionEntity> entities) {
    return Catalogue.of(entities.stream().map(mapper::toDomain).toList());
  }

  private record Known(long revision, Catalogue catalogue) {}
}
