package io.tenantry.tenantmodule.adapter.in.rest;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.subscription.ChangeSubscription;
import io.tenantry.tenantmodule.application.tenant.FindTenants;
import io.tenantry.tenantmodule.application.tenant.RegisterTenant;
import io.tenantry.tenantmodule.domain.tenant.Isolation;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tenants and what they have subscribed to. */
@Path("/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Tenants")
@AnsweredOnce
class TenantResource {

  private final RegisterTenant registerTenant;
  private final ChangeSubscription changeSubscription;
  private final FindTenants tenants;
  private final Caller caller;

  TenantResource(
      RegisterTenant registerTenant,
      ChangeSubscription changeSubscription,
      FindTenants tenants,
      Caller caller) {
    this.registerTenant = registerTenant;
    this.changeSubscription = changeSubscription;
    this.tenants = tenants;
    this.caller = caller;
  }

  @POST
  @RolesAllowed(Roles.PLATFORM_ADMIN)
  @Operation(
      summary = "Register a tenant",
      description = "Its database is made in the background; the tenant is READY when it is there.")
  public Uni<Response> register(@NotNull @Valid RegisterTenantRequest request) {
    if (request.isolationOrDefault() == Isolation.SCHEMA) {
      throw TenantProblems.isolationNotSupported();
    }
    RegisterTenant.Command command =
        new RegisterTenant.Command(
            new TenantId(request.id()), request.name(), request.isolationOrDefault());
    return registerTenant
        .handle(command, caller.origin())
        .map(
            registered ->
                registered
                    .map(TenantResource::accepted)
                    .orElseThrow(() -> TenantProblems.tenantTaken(request.id())));
  }

  @GET
  @RolesAllowed(Roles.PLATFORM_ADMIN)
  @Operation(summary = "List tenants, by id")
  public Uni<PageDocument<TenantDocument>> list(
      @QueryParam("cursor") @WithoutNul String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(100) int limit) {
    return tenants
        .page(Optional.ofNullable(cursor), limit)
        .map(page -> PageDocument.of(page, TenantDocument::of));
  }

  @GET
  @Path("/{tenant}")
  @RolesAllowed({Roles.PLATFORM_ADMIN, Roles.TENANT_ADMIN, Roles.TENANT_VIEWER})
  @Operation(summary = "Show a tenant")
  public Uni<TenantDocument> show(@PathParam("tenant") String tenant) {
    return caller
        .reach(tenant)
        .chain(tenants::one)
        .map(found -> found.orElseThrow(() -> Problems.noSuchTenant(tenant)))
        .map(TenantDocument::of);
  }

  @GET
  @Path("/{tenant}/subscription")
  @RolesAllowed(Roles.PLATFORM_ADMIN)
  @Operation(summary = "Show what a tenant has subscribed to")
  public Uni<SubscriptionDocument> subscription(@PathParam("tenant") String tenant) {
    return tenants
        .subscription(new TenantId(tenant))
        .map(found -> found.orElseThrow(() -> Problems.noSuchTenant(tenant)))
        .map(SubscriptionDocument::of);
  }

  @PUT
  @Path("/{tenant}/subscription")
  @RolesAllowed(Roles.PLATFORM_ADMIN)
  @Operation(
      summary = "Say what a tenant has subscribed to",
      description = "It counts for what is installed from now on; what is there stays.")
  public Uni<Response> subscribe(
      @PathParam("tenant") String tenant, @NotNull @Valid SubscriptionDocument subscription) {
    return changeSubscription
        .handle(subscription.toDomain(new TenantId(tenant)), caller.origin())
        .map(
            known -> {
              if (!known) {
                throw Problems.noSuchTenant(tenant);
              }
              return Response.ok(subscription).build();
            });
  }

  private static Response accepted(Tenant tenant) {
    return Response.accepted(TenantDocument.of(tenant))
        .location(URI.create("/v1/tenants/" + tenant.id()))
        .build();
  }
}
