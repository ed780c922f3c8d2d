package io.tenantry.tenantmodule.adapter.out.persistence;

import io.tenantry.tenantmodule.domain.tenant.DatabaseLocation;
import io.tenantry.tenantmodule.domain.tenant.ProvisioningProblem;
import io.tenantry.tenantmodule.domain.tenant.Suspension;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.Optional;

/** Tenants between the domain and the database. */
final class TenantMapper {

  private TenantMapper() {}

  static Tenant toDomain(TenantEntity entity) {
    return new Tenant(
        new TenantId(entity.id),
        entity.name,
        entity.isolation,
        entity.status,
        Optional.ofNullable(entity.databaseName)
            .map(name -> new DatabaseLocation(entity.databaseServer, name)),
        Optional.ofNullable(entity.problemCode)
            .map(code -> new ProvisioningProblem(code, entity.problemDetail)),
        entity.registeredAt,
        Optional.ofNullable(entity.suspendedSince)
            .map(since -> new Suspension(entity.suspensionReason, since)));
  }

  static void copy(Tenant tenant, TenantEntity entity) {
    entity.id = tenant.id().value();
    entity.name = tenant.name();
    entity.isolation = tenant.isolation();
    entity.status = tenant.status();
    entity.databaseServer = tenant.database().map(DatabaseLocation::server).orElse(null);
    entity.databaseName = tenant.database().map(DatabaseLocation::database).orElse(null);
    entity.problemCode = tenant.problem().map(ProvisioningProblem::code).orElse(null);
    entity.problemDetail = tenant.problem().map(ProvisioningProblem::detail).orElse(null);
    entity.registeredAt = tenant.registeredAt();
    entity.suspendedSince = tenant.suspension().map(Suspension::since).orElse(null);
    entity.suspensionReason = tenant.suspension().map(Suspension::reason).orElse(null);
  }
}
