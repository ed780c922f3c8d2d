package io.tenantry.tenantmodule.adapter.out.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Table(name = "plan_check")
class PlanCheckEntity {

  @Id
  @Column(name = "job_id")
  UUID jobId;

  @Column(name = "tenant_id")
  String tenantId;

  @JdbcTypeCode(SqlTypes.JSON)
  PlanDocument plan;

  String[] unused;

  String actor;

  String source;

  @Column(name = "causation_id")
  UUID causationId;

  String traceparent;

  String reason;

  @Column(name = "next_attempt")
  Instant nextAttempt;
}
