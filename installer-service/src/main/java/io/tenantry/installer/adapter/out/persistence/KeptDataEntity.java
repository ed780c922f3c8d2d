package io.tenantry.installer.adapter.out.persistence;

import io.tenantry.installer.domain.kept.KeptData;
import io.tenantry.installer.domain.kept.PurgeOrder;
import io.tenantry.installer.domain.plan.ModuleName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

@Entity
@Table(name = "kept_data")
class KeptDataEntity {

  @Id UUID id;

  @Column(name = "tenant_id")
  String tenantId;

  String module;

  PurgeOrder toOrder() {
    return new PurgeOrder(new KeptData(id, new ModuleName(module)), tenantId);
  }
}
