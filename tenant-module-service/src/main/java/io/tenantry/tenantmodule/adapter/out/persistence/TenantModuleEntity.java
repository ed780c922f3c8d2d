package io.tenantry.tenantmodule.adapter.out.persistence;

import io.tenantry.tenantmodule.domain.module.InstalledAs;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Table(name = "tenant_module")
@IdClass(TenantModuleEntity.Key.class)
class TenantModuleEntity {

  @Id
  @Column(name = "tenant_id")
  String tenantId;

  @Id String module;

  String version;

  @Enumerated(EnumType.STRING)
  @Column(name = "installed_as")
  InstalledAs installedAs;

  String namespace;

  @JdbcTypeCode(SqlTypes.JSON)
  PermissionsDocument permissions;

  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, Object> parameters;

  String server;

  String database;

  String schema;

  @Column(name = "runtime_role")
  String runtimeRole;

  @Column(name = "runtime_secret")
  String runtimeSecret;

  @Column(name = "job_id")
  UUID jobId;

  Instant since;

  record Key(String tenantId, String module) implements Serializable {}
}
