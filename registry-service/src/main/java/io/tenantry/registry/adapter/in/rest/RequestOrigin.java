package io.tenantry.registry.adapter.in.rest;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.tenantry.registry.application.Origin;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** Who asks, and in which trace. */
@RequestScoped
class RequestOrigin {

  private final SecurityIdentity identity;

  RequestOrigin(SecurityIdentity identity) {
    this.identity = identity;
  }

  Origin get() {
    return new Origin(identity.getPrincipal().getName(), Optional.empty(), traceparent());
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
