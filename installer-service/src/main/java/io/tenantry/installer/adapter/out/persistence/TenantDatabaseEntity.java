package io.tenantry.installer.adapter.out.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "tenant_database")
class TenantDatabaseEntity {

  @Id
  @Column(name = "tenant_id")
  String tenantId;

  String server;

  String database;
}
