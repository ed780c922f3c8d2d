package io.tenantry.registry.adapter.out.persistence;

import io.tenantry.registry.domain.InstalledAs;
import io.tenantry.registry.domain.PlanItem;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;

@Entity
@Table(name = "reservation_item")
@IdClass(ReservationItemEntity.Key.class)
class ReservationItemEntity {

  @Id
  @Column(name = "job_id")
  UUID jobId;

  @Id int position;

  String module;

  String version;

  @Enumerated(EnumType.STRING)
  PlanItem.Action action;

  @Column(name = "from_version")
  String fromVersion;

  @Enumerated(EnumType.STRING)
  @Column(name = "installed_as")
  InstalledAs installedAs;

  record Key(UUID jobId, int position) implements Serializable {}
}
