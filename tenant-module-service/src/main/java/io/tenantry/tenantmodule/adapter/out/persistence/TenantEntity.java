package io.tenantry.tenantmodule.adapter.out.persistence;

import io.tenantry.tenantmodule.domain.tenant.Isolation;
import io.tenantry.tenantmodule.domain.tenant.TenantStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "tenant")
class TenantEntity {

  @Id String id;

  String name;

  @Enumerated(EnumType.STRING)
  Isolation isolation;

  @Enumerated(EnumType.STRING)
  TenantStatus status;

  @Column(name = "database_server")
  String databaseServer;

  @Column(name = "database_name")
  String databaseName;

  @Column(name = "problem_code")
  String problemCode;

  @Column(name = "problem_detail")
  String problemDetail;

  @Column(name = "registered_at")
  Instant registeredAt;

  @Column(name = "suspended_since")
  Instant suspendedSince;

  @Column(name = "suspension_reason")
  String suspensionReason;
}
