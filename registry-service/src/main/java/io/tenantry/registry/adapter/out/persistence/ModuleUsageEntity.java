package io.tenantry.registry.adapter.out.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

@Entity
@Table(name = "module_usage")
@IdClass(ModuleUsageEntity.Key.class)
class ModuleUsageEntity {

  @Id
  @Column(name = "tenant_id")
  String tenantId;

  @Id String module;

  String version;

  Instant since;

  record Key(String tenantId, String module) implements Serializable {}
}
