package io.tenantry.tenantmodule.adapter.out.persistence;

import io.tenantry.tenantmodule.domain.job.JobState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "job_timeline")
@IdClass(JobTimelineEntity.Key.class)
class JobTimelineEntity {

  @Id
  @Column(name = "job_id")
  UUID jobId;

  @Id int sequence;

  @Column(name = "tenant_id")
  String tenantId;

  @Column(name = "occurred_at")
  Instant occurredAt;

  @Enumerated(EnumType.STRING)
  @Column(name = "job_state")
  JobState jobState;

  String module;

  String version;

  String step;

  @Column(name = "step_state")
  String stepState;

  Integer percent;

  String detail;

  record Key(UUID jobId, int sequence) implements Serializable {}
}
