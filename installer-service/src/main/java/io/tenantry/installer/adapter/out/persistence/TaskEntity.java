package io.tenantry.installer.adapter.out.persistence;

import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.domain.kept.PurgeOrder;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.Step;
import io.tenantry.installer.domain.task.StepState;
import io.tenantry.installer.domain.task.TaskState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What of a task Hibernate writes and reads; who works on it is changed by statements alone. */
@Entity
@Table(name = "task")
class TaskEntity {

  @Id UUID id;

  String kind;

  @Column(name = "tenant_id")
  String tenantId;

  @Enumerated(EnumType.STRING)
  TaskState state;

  @JdbcTypeCode(SqlTypes.JSON)
  PlanDocument plan;

  Instant deadline;

  @Column(name = "causation_id")
  UUID causationId;

  String traceparent;

  @Column(name = "kept_data_id", insertable = false, updatable = false)
  UUID keptDataId;

  @Column(insertable = false, updatable = false)
  Long fence;

  @Column(insertable = false, updatable = false)
  Integer attempts;

  Claim toClaim(List<StepEntity> steps, Optional<PurgeOrder> purge) {
    Optional<Job> job =
        Optional.ofNullable(plan).map(one -> new Job(id, tenantId, one.toDomain(), deadline));
    return new Claim(
        id,
        tenantId,
        state,
        fence,
        attempts,
        job,
        purge,
        job.map(one -> statesByPosition(one, steps)).orElse(Map.of()),
        new Origin(Optional.ofNullable(causationId), Optional.ofNullable(traceparent)));
  }

  private static Map<Integer, StepState> statesByPosition(Job job, List<StepEntity> steps) {
    Map<String, StepState> states =
        steps.stream()
            .collect(Collectors.toMap(step -> step.module + " " + step.name, step -> step.state));
    Map<Integer, StepState> byPosition = new HashMap<>();
    for (Step step : job.steps()) {
      StepState known = states.get(step.item().module() + " " + step.name().label());
      if (known != null) {
        byPosition.put(step.position(), known);
      }
    }
    return byPosition;
  }
}
