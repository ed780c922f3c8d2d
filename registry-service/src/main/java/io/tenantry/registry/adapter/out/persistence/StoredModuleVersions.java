package io.tenantry.registry.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.port.ModuleVersions;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.Version;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Module versions in PostgreSQL. */
@ApplicationScoped
class StoredModuleVersions
    implements ModuleVersions, PanacheRepositoryBase<ModuleVersionEntity, ModuleVersionKey> {

  private static final String INSERT =
      """
      insert into module_version
        (name, version, status, status_reason, status_since, digest, size, signed_by, manifest,
        registered_at, published_at)
      values (:name, :version, :status, '', cast(:registeredAt as timestamptz), :digest, :size,
        nullif(:signedBy, ''), cast(cast(:manifest as text) as jsonb),
        cast(:registeredAt as timestamptz), null)
      on conflict (name, version) do nothing
      """;

  private final ModuleVersionMapper mapper;

  StoredModuleVersions(ModuleVersionMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public Uni<Optional<ModuleVersion>> find(ModuleName name, Version version) {
    return findById(key(name, version)).map(this::toDomain);
  }

  @Override
  public Uni<Optional<ModuleVersion>> lock(ModuleName name, Version version) {
    return findById(key(name, version), LockModeType.PESSIMISTIC_WRITE).map(this::toDomain);
  }

  @Override
  public Uni<List<ModuleVersion>> releasedOf(Collection<ModuleName> names) {
    return list(
            "name in ?1 and publishedAt is not null",
            names.stream().map(ModuleName::value).toList())
        .map(entities -> entities.stream().map(mapper::toDomain).toList());
  }

  @Override
  public Uni<Boolean> add(ModuleVersion version, byte[] content) {
    return getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(INSERT)
                    .setParameter("name", version.name().value())
                    .setParameter("version", version.version().toString())
                    .setParameter("status", version.status().name())
                    .setParameter("digest", version.digest().value())
                    .setParameter("size", version.size())
                    .setParameter("signedBy", version.signedBy().orElse(""))
                    .setParameter("manifest", mapper.toJson(version.manifest()))
                    .setParameter("registeredAt", version.registeredAt().atOffset(ZoneOffset.UTC))
                    .executeUpdate())
        .chain(rows -> rows == 1 ? addContent(version, content) : no());
  }

  @Override
  public Uni<Void> update(ModuleVersion version) {
    return findById(key(version.name(), version.version()))
        .invoke(
            entity -> {
              entity.status = version.status();
              entity.statusReason = version.statusReason();
              entity.statusSince = version.statusSince();
              entity.publishedAt = version.publishedAt().orElse(null);
            })
        .replaceWithVoid();
  }

  private Uni<Boolean> addContent(ModuleVersion version, byte[] content) {
    PackageEntity entity = new PackageEntity();
    entity.digest = version.digest().value();
    entity.content = content;
    return getSession().chain(session -> session.persist(entity)).replaceWith(true);
  }

  private Optional<ModuleVersion> toDomain(ModuleVersionEntity entity) {
    return Optional.ofNullable(entity).map(mapper::toDomain);
  }

  private static Uni<Boolean> no() {
    return Uni.createFrom().item(false);
  }

  private static ModuleVersionKey key(ModuleName name, Version version) {
    return new ModuleVersionKey(name.value(), version.toString());
  }
}
