package io.tenantry.messaging.intake;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.tenantry.messaging.event.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Continues the trace that an event carries. */
@ApplicationScoped
class EventSpans {

  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

  private final Tracer tracer;

  EventSpans(OpenTelemetry telemetry) {
    this.tracer = telemetry.getTracer("io.tenantry.messaging");
  }

  Span start(String type, String topic, Optional<String> traceparent) {
    return tracer
        .spanBuilder("process " + type)
        .setSpanKind(SpanKind.CONSUMER)
        .setParent(parent(traceparent))
        .setAttribute("messaging.system", "kafka")
        .setAttribute("messaging.destination.name", topic)
        .startSpan();
  }

  static Optional<String> traceparent(Span span) {
    SpanContext context = span.getSpanContext();
    if (!context.isValid()) {
      return Optional.empty();
    }
    Map<String, String> headers = new HashMap<>();
    W3C.inject(Context.root().with(span), headers, Map::put);
    return Optional.ofNullable(headers.get(CloudEvent.TRACEPARENT));
  }

  private static Context parent(Optional<String> traceparent) {
    return W3C.extract(Context.root(), traceparent.orElse(""), new SingleHeader());
  }

  /** A carrier that holds the value of {@code traceparent} alone. */
  private static final class SingleHeader implements TextMapGetter<String> {

    @Override
    public Iterable<String> keys(String carrier) {
      return List.of(CloudEvent.TRACEPARENT);
    }

    @Override
    public String get(String carrier, String key) {
      return CloudEvent.TRACEPARENT.equals(key) && carrier != null ? carrier : null;
    }
  }
}
