package io.tenantry.tenantmodule.adapter.out.persistence;

import io.tenantry.tenantmodule.domain.keptdata.KeptDataStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "kept_data")
class KeptDataEntity {

  @Id UUID id;

  @Column(insertable = false, updatable = false)
  Long number;

  @Column(name = "tenant_id")
  String tenantId;

  String module;

  String version;

  @Column(name = "job_id")
  UUID jobId;

  @Column(name = "kept_at")
  Instant keptAt;

  @Column(name = "purge_after")
  Instant purgeAfter;

  @Enumerated(EnumType.STRING)
  KeptDataStatus status;
}
