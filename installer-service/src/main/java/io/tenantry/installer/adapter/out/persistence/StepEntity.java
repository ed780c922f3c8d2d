package io.tenantry.installer.adapter.out.persistence;

import io.tenantry.installer.domain.task.StepState;
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
@Table(name = "step")
@IdClass(StepEntity.Key.class)
class StepEntity {

  @Id
  @Column(name = "task_id")
  UUID taskId;

  @Id String module;

  @Id String name;

  @Enumerated(EnumType.STRING)
  StepState state;

  record Key(UUID taskId, String module, String name) implements Serializable {}
}
