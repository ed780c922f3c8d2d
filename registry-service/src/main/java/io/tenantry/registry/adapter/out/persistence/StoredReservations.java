package io.tenantry.registry.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.port.Reservations;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.Reservation;
import io.tenantry.registry.domain.Reservation.ReservedItem;
import io.tenantry.registry.domain.Reservation.State;
import io.tenantry.registry.domain.Version;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reservations in PostgreSQL. */
@ApplicationScoped
class StoredReservations implements Reservations, PanacheRepositoryBase<ReservationEntity, UUID> {

  private static final String OVERDUE =
      """
      select * from reservation
      where state = 'RESERVED' and not approved and deadline < cast(:before as timestamptz)
      order by deadline
      limit :limit
      for update skip locked
      """;

  @Override
  public Uni<Optional<Reservation>> lock(UUID jobId) {
    return find("jobId", jobId)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResult()
        .map(entity -> Optional.ofNullable(entity).map(StoredReservations::toDomain));
  }

  @Override
  public Uni<Void> add(Reservation reservation) {
    ReservationEntity entity = new ReservationEntity();
    entity.jobId = reservation.jobId();
    entity.tenantId = reservation.tenantId();
    entity.state = reservation.state();
    entity.code = reservation.code();
    entity.explanation = reservation.explanation();
    entity.approved = reservation.approved();
    entity.deadline = reservation.deadline();
    entity.answeredAt = reservation.answeredAt();
    entity.unused = reservation.unused().stream().map(ModuleName::value).toArray(String[]::new);
    entity.items = items(reservation);
    return persist(entity).replaceWithVoid();
  }

  @Override
  public Uni<Void> update(Reservation reservation) {
    return findById(reservation.jobId())
        .invoke(
            entity -> {
              entity.state = reservation.state();
              entity.approved = reservation.approved();
            })
        .replaceWithVoid();
  }

  @Override
  public Uni<List<Reservation>> lockOverdue(Instant deadlineBefore, int limit) {
    return getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(OVERDUE, ReservationEntity.class)
                    .setParameter("before", deadlineBefore.atOffset(ZoneOffset.UTC))
                    .setParameter("limit", limit)
                    .getResultList())
        .map(entities -> entities.stream().map(StoredReservations::toDomain).toList());
  }

  @Override
  public Uni<Long> countOverdueApproved(Instant deadlineBefore) {
    return count("state = ?1 and approved and deadline < ?2", State.RESERVED, deadlineBefore);
  }

  private static List<ReservationItemEntity> items(Reservation reservation) {
    List<ReservationItemEntity> entities = new ArrayList<>();
    for (ReservedItem item : reservation.items()) {
      ReservationItemEntity entity = new ReservationItemEntity();
      entity.jobId = reservation.jobId();
      entity.position = entities.size();
      entity.module = item.module().value();
      entity.version = item.version().toString();
      entity.action = item.action();
      entity.fromVersion = item.from().map(Version::toString).orElse(null);
      entity.installedAs = item.installedAs();
      entities.add(entity);
    }
    return entities;
  }

  private static Reservation toDomain(ReservationEntity entity) {
    return new Reservation(
        entity.jobId,
        entity.tenantId,
        entity.state,
        entity.items.stream().map(StoredReservations::toDomain).toList(),
        Arrays.stream(entity.unused).map(ModuleName::new).toList(),
        entity.code,
        entity.explanation,
        entity.approved,
        entity.deadline,
        entity.answeredAt);
  }

  private static ReservedItem toDomain(ReservationItemEntity entity) {
    return new ReservedItem(
        new ModuleName(entity.module),
        Version.of(entity.version),
        entity.action,
        Optional.ofNullable(entity.fromVersion).map(Version::of),
        entity.installedAs);
  }
}
