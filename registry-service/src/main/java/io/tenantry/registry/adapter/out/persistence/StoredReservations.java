package io.tenantry.registry.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.port.Reservations;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.Reservation;
import io.tenantry.registry.domain.Reservation.ReservedItem;
import io.tenantry.registry.domain.Version;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reservations in PostgreSQL. */
@ApplicationScoped
class StoredReservations implements Reservations, PanacheRepositoryBase<ReservationEntity, UUID> {

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
    entity.answeredAt = reservation.answeredAt();
    entity.items = items(reservation);
    return persist(entity).replaceWithVoid();
  }

  @Override
  public Uni<Void> update(Reservation reservation) {
    return findById(reservation.jobId())
        .invoke(entity -> entity.state = reservation.state())
        .replaceWithVoid();
  }

  private static List<ReservationItemEntity> items(Reservation reservation) {
    List<ReservationItemEntity> entities = new ArrayList<>();
    for (ReservedItem item : reservation.items()) {
      ReservationItemEntity entity = new ReservationItemEntity();
      entity.jobId = reservation.jobId();
      entity.position = entities.size();
      entity.module = item.module().value();
      entity.version = item.version().toString();
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
        entity.code,
        entity.explanation,
        entity.answeredAt);
  }

  private static ReservedItem toDomain(ReservationItemEntity entity) {
    return new ReservedItem(
        new ModuleName(entity.module), Version.of(entity.version), entity.installedAs);
  }
}
