package io.tenantry.registry.adapter.out.persistence;

import io.tenantry.registry.domain.VersionStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Table(name = "module_version")
@IdClass(ModuleVersionKey.class)
class ModuleVersionEntity {

  @Id String name;

  @Id String version;

  @Enumerated(EnumType.STRING)
  VersionStatus status;

  @Column(name = "status_reason")
  String statusReason;

  @Column(name = "status_since")
  Instant statusSince;

  @Column(name = "signed_by")
  String signedBy;

  String digest;

  long size;

  @JdbcTypeCode(SqlTypes.JSON)
  ManifestDocument manifest;

  @Column(name = "registered_at")
  Instant registeredAt;

  @Column(name = "published_at")
  Instant publishedAt;
}
