package io.tenantry.registry.config;

import io.tenantry.registry.application.PublishVersion;
import io.tenantry.registry.application.RegisterPackage;
import io.tenantry.registry.application.ReservePlan;
import io.tenantry.registry.application.SettleReservation;
import io.tenantry.registry.application.port.CatalogueEvents;
import io.tenantry.registry.application.port.ModuleUsage;
import io.tenantry.registry.application.port.ModuleVersions;
import io.tenantry.registry.application.port.PackageReader;
import io.tenantry.registry.application.port.PlanEvents;
import io.tenantry.registry.application.port.RangeNotation;
import io.tenantry.registry.application.port.Reservations;
import io.tenantry.registry.application.port.UnitOfWork;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the use cases together; they know nothing of the container. */
final class UseCases {

  @Produces
  @Singleton
  RegisterPackage registerPackage(
      PackageReader reader, ModuleVersions versions, UnitOfWork unitOfWork, Clock clock) {
    return new RegisterPackage(reader, versions, unitOfWork, clock);
  }

  @Produces
  @Singleton
  PublishVersion publishVersion(
      ModuleVersions versions, CatalogueEvents events, UnitOfWork unitOfWork, Clock clock) {
    return new PublishVersion(versions, events, unitOfWork, clock);
  }

  @Produces
  @Singleton
  ReservePlan reservePlan(
      ModuleVersions versions,
      Reservations reservations,
      RangeNotation ranges,
      PlanEvents events,
      UnitOfWork unitOfWork,
      Clock clock) {
    return new ReservePlan(versions, reservations, ranges, events, unitOfWork, clock);
  }

  @Produces
  @Singleton
  SettleReservation settleReservation(
      Reservations reservations, ModuleUsage usage, UnitOfWork unitOfWork, Clock clock) {
    return new SettleReservation(reservations, usage, unitOfWork, clock);
  }
}
