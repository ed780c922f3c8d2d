package io.tenantry.tenantmodule.adapter.in.rest;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.NoteRefusedAccess;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.Audited;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who asks, whose things they may see, and in which trace. */
@RequestScoped
class Caller {

  private static final String TENANTS = "tenants";

  private final JsonWebToken token;
  private final RoutingContext request;
  private final NoteRefusedAccess noteRefusedAccess;
  private boolean audited;

  Caller(JsonWebToken token, RoutingContext request, NoteRefusedAccess noteRefusedAccess) {
    this.token = token;
    this.request = request;
    this.noteRefusedAccess = noteRefusedAccess;
  }

  /** Something that this request did, or was refused, stands in a trail. */
  void note(@Observes(notifyObserver = Reception.IF_EXISTS) Audited entry) {
    audited = true;
  }

  boolean isAnonymous() {
    return Optional.ofNullable(name()).isEmpty();
  }

  boolean isAudited() {
    return audited;
  }

  Origin origin() {
    return new Origin(
        name(), request.request().remoteAddress().hostAddress(), Optional.empty(), traceparent());
  }

  String name() {
    return token.getName();
  }

  /** When the token ends. */
  Instant tokenExpiry() {
    return Instant.ofEpochSecond(token.getExpirationTime());
  }

  Scope scope() {
    return isPlatformAdmin() ? Scope.PLATFORM : Scope.of(tenants());
  }

  /**
   * The tenant, if it is one of the caller's. Otherwise the answer is the same as for a tenant that
   * does not exist, and the attempt is audited.
   */
  Uni<TenantId> reach(String tenantId) {
    return reachable(tenantId)
        .map(tenant -> Uni.createFrom().item(tenant))
        .orElseGet(() -> refuse(Problems.noSuchTenant(tenantId)));
  }

  Optional<TenantId> reachable(String tenantId) {
    return isPlatformAdmin() || tenants().contains(tenantId)
        ? Optional.of(new TenantId(tenantId))
        : Optional.empty();
  }

  /**
   * What is done with a job among those that the caller may see. Whether another one does not exist
   * or is somebody else's is not told, and the attempt is audited.
   */
  <T> Uni<T> withJob(String id, BiFunction<Scope, UUID, Uni<Optional<T>>> use) {
    return parse(id)
        .map(job -> use.apply(scope(), job))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
        .chain(
            found ->
                found
                    .map(one -> Uni.createFrom().item(one))
                    .orElseGet(() -> noSuchJob(Problems.noSuchJob(id))));
  }

  private <T> Uni<T> noSuchJob(HttpProblem problem) {
    return isPlatformAdmin() ? Uni.createFrom().failure(problem) : refuse(problem);
  }

  static Optional<UUID> parse(String id) {
    try {
      return Optional.of(UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private <T> Uni<T> refuse(HttpProblem problem) {
    return noteRefusedAccess
        .handle(what(), origin())
        .chain(() -> Uni.createFrom().failure(problem));
  }

  /**
   * Notes that the request was refused: for the tenant that the caller belongs to, and otherwise
   * for the platform.
   */
  Uni<Void> noteRefusal(Optional<String> tenantInPath, String why) {
    Set<String> own = isPlatformAdmin() ? Set.of() : tenants();
    Optional<String> concerned =
        tenantInPath.isEmpty() && own.size() == 1 ? own.stream().findFirst() : tenantInPath;
    return noteRefusedAccess.handle(
        concerned.filter(own::contains).map(TenantId::new), what(), why, origin());
  }

  private String what() {
    return request.request().method() + " " + request.request().path();
  }

  private boolean isPlatformAdmin() {
    return token.getGroups().contains(Roles.PLATFORM_ADMIN);
  }

  private Set<String> tenants() {
    return token
        .<Object>claim(TENANTS)
        .filter(JsonArray.class::isInstance)
        .map(JsonArray.class::cast)
        .map(
            claim ->
                claim.getValuesAs(JsonString.class).stream()
                    .map(JsonString::getString)
                    .filter(TenantId::isValid)
                    .collect(Collectors.toSet()))
        .orElse(Set.of());
  }

  private static Optional<String> traceparent() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid()
        ? Optional.of(
            "00-%s-%s-%s"
                .formatted(span.getTraceId(), span.getSpanId(), span.getTraceFlags().asHex()))
        : Optional.empty();
  }
}
