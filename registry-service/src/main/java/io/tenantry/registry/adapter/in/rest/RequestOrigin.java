package io.tenantry.registry.adapter.in.rest;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.tenantry.registry.application.Origin;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** Who asks, and in which trace. */
@RequestScoped
class RequestOrigin {

  private final SecurityIdentity identity;
  private final RoutingContext request;

  RequestOrigin(SecurityIdentity identity, RoutingContext request) {
    this.identity = identity;
    this.request = request;
  }

  Origin get() {
    return new Origin(
        identity.getPrincipal().getName(),
        request.request().remoteAddress().hostAddress(),
        Optional.empty(),
        traceparent());
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
