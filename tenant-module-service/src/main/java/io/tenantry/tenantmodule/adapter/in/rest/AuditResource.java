package io.tenantry.tenantmodule.adapter.in.rest;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.audit.AuditCursor;
import io.tenantry.tenantmodule.application.audit.FindAuditEvents;
import io.tenantry.tenantmodule.application.port.AuditViews;
import io.tenantry.tenantmodule.domain.InvalidValue;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What was done and what was refused. */
@Path("/v1/audit-events")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.PLATFORM_ADMIN, Roles.TENANT_ADMIN})
@Tag(name = "Audit")
class AuditResource {

  private final FindAuditEvents auditEvents;
  private final Caller caller;

  AuditResource(FindAuditEvents auditEvents, Caller caller) {
    this.auditEvents = auditEvents;
    this.caller = caller;
  }

  @GET
  @Operation(
      summary = "List what was done and what was refused, newest first",
      description =
          "A platform admin sees all trails, among them the platform's own, a tenant admin those of"
              + " the own tenants. The entries of a trail are numbered from 1 without gaps, and"
              + " chained: hash is the SHA-256 of the bytes of previousHash followed by those of the"
              + " SHA-256 of the JSON array [occurredAt, actor, source, action, subject, outcome],"
              + " written in UTF-8 with a space after each comma.")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content = @Content(examples = @ExampleObject(name = "page", value = Examples.AUDIT_EVENTS)))
  public Uni<PageDocument<AuditEventDocument>> list(
      @Parameter(description = "Of that tenant alone", example = "acme")
          @QueryParam("tenant")
          @WithoutNul
          String tenant,
      @Parameter(example = "ada@acme.example") @QueryParam("actor") @WithoutNul String actor,
      @Parameter(example = "installation.requested") @QueryParam("action") @WithoutNul
          String action,
      @Parameter(description = "The first instant", example = "2026-11-22T00:00:00Z")
          @QueryParam("from")
          String from,
      @Parameter(description = "The instant after the last", example = "2026-11-23T00:00:00Z")
          @QueryParam("to")
          String to,
      @QueryParam("cursor") String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(100) int limit) {
    AuditViews.Filter filter =
        new AuditViews.Filter(
            Optional.ofNullable(actor),
            Optional.ofNullable(action),
            Optional.ofNullable(from).map(AuditResource::instant),
            Optional.ofNullable(to).map(AuditResource::instant));
    Optional<AuditCursor> below = Optional.ofNullable(cursor).map(AuditCursor::parse);
    return scope(Optional.ofNullable(tenant))
        .chain(scope -> auditEvents.page(scope, filter, below, limit))
        .map(page -> PageDocument.of(page, AuditEventDocument::of));
  }

  private Uni<Scope> scope(Optional<String> tenant) {
    return tenant
        .map(id -> caller.reach(id).map(Scope::of))
        .orElseGet(() -> Uni.createFrom().item(caller.scope()));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new InvalidValue("'" + text + "' is no instant such as 2026-11-22T12:00:00Z");
    }
  }
}
