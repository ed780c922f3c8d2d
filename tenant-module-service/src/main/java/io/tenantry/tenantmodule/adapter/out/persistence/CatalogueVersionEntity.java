package io.tenantry.tenantmodule.adapter.out.persistence;

import io.tenantry.tenantmodule.domain.catalogue.CatalogueStatus;
import io.tenantry.tenantmodule.domain.catalogue.CatalogueVersion;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;

@Entity
@Table(name = "catalogue_version")
@IdClass(CatalogueVersionEntity.Key.class)
class CatalogueVersionEntity {

  @Id String module;

  @Id String version;

  String title;

  String description;

  @Enumerated(EnumType.STRING)
  CatalogueStatus status;

  String reason;

  @Column(name = "required_features")
  String[] requiredFeatures;

  @Column(name = "changed_at")
  Instant changedAt;

  CatalogueVersion toDomain() {
    return new CatalogueVersion(
        new ModuleName(module),
        version,
        title,
        description,
        status,
        reason,
        List.of(requiredFeatures),
        changedAt);
  }

  record Key(String module, String version) implements Serializable {}
}
