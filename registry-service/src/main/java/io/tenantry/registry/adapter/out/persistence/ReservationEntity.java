package io.tenantry.registry.adapter.out.persistence;

import io.tenantry.registry.domain.Reservation;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

@Entity
@Table(name = "reservation")
class ReservationEntity {

  @Id
  @Column(name = "job_id")
  UUID jobId;

  @Column(name = "tenant_id")
  String tenantId;

  @Enumerated(EnumType.STRING)
  Reservation.State state;

  String code;

  String explanation;

  String[] unused;

  boolean approved;

  Instant deadline;

  @Column(name = "answered_at")
  Instant answeredAt;

  @OneToMany(mappedBy = "jobId", cascade = CascadeType.PERSIST, fetch = FetchType.EAGER)
  @OrderBy("position")
  List<ReservationItemEntity> items;
}
