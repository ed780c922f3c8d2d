package io.tenantry.tenantmodule.adapter.out.persistence;

import io.tenantry.tenantmodule.domain.job.DataChoice;
import io.tenantry.tenantmodule.domain.job.JobKind;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.job.StopReason;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Table(name = "job")
class JobEntity {

  @Id UUID id;

  @Column(insertable = false, updatable = false)
  Long number;

  @Column(name = "tenant_id")
  String tenantId;

  @Enumerated(EnumType.STRING)
  JobKind kind;

  String module;

  @Column(name = "version_range")
  String versionRange;

  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, Object> parameters;

  @Column(name = "allow_prereleases")
  boolean allowPrereleases;

  @Enumerated(EnumType.STRING)
  @Column(name = "left_data")
  DataChoice leftData;

  @Column(name = "remove_unused")
  boolean removeUnused;

  UUID restores;

  @Column(name = "restored_version")
  String restoredVersion;

  String[] unused;

  @Column(name = "requested_by")
  String requestedBy;

  @Column(name = "requested_at")
  Instant requestedAt;

  @Column(name = "queue_deadline")
  Instant queueDeadline;

  @Enumerated(EnumType.STRING)
  JobState state;

  Instant deadline;

  @Column(name = "ended_at")
  Instant endedAt;

  @JdbcTypeCode(SqlTypes.JSON)
  ProblemDocument problem;

  @JdbcTypeCode(SqlTypes.JSON)
  PlanDocument plan;

  @Column(name = "retry_of")
  UUID retryOf;

  @Enumerated(EnumType.STRING)
  @Column(name = "stop_requested")
  StopReason stopRequested;

  @Column(name = "undo_deadline")
  Instant undoDeadline;

  @JdbcTypeCode(SqlTypes.JSON)
  UndoDocument undo;

  int percent;

  @Column(name = "progress_sequence")
  long progressSequence;

  @Column(name = "timeline_length")
  int timelineLength;
}
