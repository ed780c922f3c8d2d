package io.tenantry.registry.config;

import io.tenantry.registry.application.ChangeStatus;
import io.tenantry.registry.application.CheckPackage;
import io.tenantry.registry.application.RegisterPackage;
import io.tenantry.registry.application.ReservePlan;
import io.tenantry.registry.application.Resolve;
import io.tenantry.registry.application.SettleReservation;
import io.tenantry.registry.application.SignatureCheck;
import io.tenantry.registry.application.SweepReservations;
import io.tenantry.registry.application.port.AuditTrail;
import io.tenantry.registry.application.port.Background;
import io.tenantry.registry.application.port.CatalogueEvents;
import io.tenantry.registry.application.port.CatalogueViews;
import io.tenantry.registry.application.port.Catalogues;
import io.tenantry.registry.application.port.ModuleUsage;
import io.tenantry.registry.application.port.ModuleVersions;
import io.tenantry.registry.application.port.PackageReader;
import io.tenantry.registry.application.port.PlanEvents;
import io.tenantry.registry.application.port.RangeNotation;
import io.tenantry.registry.application.port.Reservations;
import io.tenantry.registry.application.port.TrustedKeys;
import io.tenantry.registry.application.port.UnitOfWork;
import io.tenantry.registry.domain.resolution.Resolver;
import io.tenantry.registry.domain.resolution.SatSolver;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.Supplier;

/** Puts the use cases together; they know nothing of the container. */
final class UseCases {

  @Produces
  @Singleton
  CheckPackage checkPackage(
      PackageReader reader, CatalogueViews views, TrustedKeys keys, RegistrySettings settings) {
    return new CheckPackage(
        reader, views, new SignatureCheck(settings.signatures().policy(), keys));
  }

  @Produces
  @Singleton
  RegisterPackage registerPackage(
      CheckPackage checkPackage,
      ModuleVersions versions,
      CatalogueViews views,
      AuditTrail audit,
      UnitOfWork unitOfWork,
      Clock clock) {
    return new RegisterPackage(checkPackage, versions, views, audit, unitOfWork, clock);
  }

  @Produces
  @Singleton
  ChangeStatus changeStatus(
      Catalogues catalogues,
      ModuleVersions versions,
      ModuleUsage usage,
      CatalogueEvents events,
      AuditTrail audit,
      UnitOfWork unitOfWork,
      Clock clock) {
    return new ChangeStatus(catalogues, versions, usage, events, audit, unitOfWork, clock);
  }

  @Produces
  @Singleton
  ReservePlan reservePlan(
      Catalogues catalogues,
      Resolver resolver,
      Background background,
      ModuleVersions versions,
      Reservations reservations,
      RangeNotation ranges,
      PlanEvents events,
      UnitOfWork unitOfWork,
      Clock clock) {
    return new ReservePlan(
        catalogues,
        resolver,
        background,
        versions,
        reservations,
        ranges,
        events,
        unitOfWork,
        clock);
  }

  @Produces
  @Singleton
  Resolver resolver(Supplier<SatSolver> solvers) {
    return new Resolver(solvers);
  }

  @Produces
  @Singleton
  Resolve resolve(Catalogues catalogues, Resolver resolver, Background background) {
    return new Resolve(catalogues, resolver, background);
  }

  @Produces
  @Singleton
  SettleReservation settleReservation(
      Reservations reservations, ModuleUsage usage, UnitOfWork unitOfWork, Clock clock) {
    return new SettleReservation(reservations, usage, unitOfWork, clock);
  }

  @Produces
  @Singleton
  SweepReservations sweepReservations(
      Reservations reservations, UnitOfWork unitOfWork, Clock clock, RegistrySettings settings) {
    return new SweepReservations(reservations, unitOfWork, clock, settings.reservations().grace());
  }
}
