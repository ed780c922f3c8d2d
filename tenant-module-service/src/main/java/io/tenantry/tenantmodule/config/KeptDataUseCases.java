package io.tenantry.tenantmodule.config;

import io.tenantry.tenantmodule.application.job.LeftData;
import io.tenantry.tenantmodule.application.keptdata.FindKeptData;
import io.tenantry.tenantmodule.application.keptdata.NotePurge;
import io.tenantry.tenantmodule.application.keptdata.PurgeKeptData;
import io.tenantry.tenantmodule.application.keptdata.SweepKeptData;
import io.tenantry.tenantmodule.application.port.AuditTrail;
import io.tenantry.tenantmodule.application.port.IgnoredEvents;
import io.tenantry.tenantmodule.application.port.KeptDataEvents;
import io.tenantry.tenantmodule.application.port.KeptDataStore;
import io.tenantry.tenantmodule.application.port.KeptDataViews;
import io.tenantry.tenantmodule.application.port.TenantViews;
import io.tenantry.tenantmodule.application.port.Tenants;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the use cases of kept data together. */
final class KeptDataUseCases {

  private static final int PER_SWEEP = 200;

  @Produces
  @Singleton
  LeftData leftData(
      KeptDataStore store, KeptDataEvents events, AuditTrail audit, KeptDataSettings settings) {
    return new LeftData(store, events, audit, settings.retention());
  }

  @Produces
  @Singleton
  FindKeptData findKeptData(KeptDataViews views, TenantViews tenants, UnitOfWork unitOfWork) {
    return new FindKeptData(views, tenants, unitOfWork);
  }

  @Produces
  @Singleton
  PurgeKeptData purgeKeptData(
      Tenants tenants,
      KeptDataStore store,
      KeptDataEvents events,
      AuditTrail audit,
      UnitOfWork unitOfWork,
      Clock clock) {
    return new PurgeKeptData(tenants, store, events, audit, unitOfWork, clock);
  }

  @Produces
  @Singleton
  SweepKeptData sweepKeptData(
      KeptDataStore store, PurgeKeptData purge, UnitOfWork unitOfWork, Clock clock) {
    return new SweepKeptData(store, purge, unitOfWork, clock, PER_SWEEP);
  }

  @Produces
  @Singleton
  NotePurge notePurge(
      Tenants tenants,
      KeptDataStore store,
      IgnoredEvents ignoredEvents,
      AuditTrail audit,
      UnitOfWork unitOfWork) {
    return new NotePurge(tenants, store, ignoredEvents, audit, unitOfWork);
  }
}
