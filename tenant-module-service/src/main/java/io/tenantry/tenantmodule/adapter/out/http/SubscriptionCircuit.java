package io.tenantry.tenantmodule.adapter.out.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer;
import io.tenantry.tenantmodule.config.SubscriptionSettings;
import io.tenantry.tenantmodule.config.SubscriptionSettings.Http;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/**
 * What calls to the subscription service go through. Each call counts for the circuit, also one
 * that repeats another; a service that says no has answered.
 */
@ApplicationScoped
class SubscriptionCircuit {

  private static final Logger LOG = Logger.getLogger(SubscriptionCircuit.class);
  private static final TypeLiteral<Uni<SubscriptionAnswer>> ANSWER = new TypeLiteral<>() {};
  private static final int MOST_THAT_QUEUE = 1000;

  private final AtomicReference<CircuitBreakerState> state =
      new AtomicReference<>(CircuitBreakerState.CLOSED);
  private final Guard guard;

  SubscriptionCircuit(SubscriptionSettings settings, MeterRegistry metrics) {
    this.guard = guard(settings.http());
    for (CircuitBreakerState one : CircuitBreakerState.values()) {
      Gauge.builder("tenantry.subscription.circuit", () -> state.get() == one ? 1 : 0)
          .description("1 for the state in which the circuit to the subscription service is")
          .tag("state", one.name())
          .register(metrics);
    }
  }

  Uni<SubscriptionAnswer> around(Supplier<Uni<SubscriptionAnswer>> call) {
    return guard.get(call, ANSWER);
  }

  CircuitBreakerState state() {
    return state.get();
  }

  private Guard guard(Http settings) {
    return Guard.create()
        .withDescription("subscription-service")
        .withBulkhead()
        .limit(settings.concurrency())
        .queueSize(MOST_THAT_QUEUE)
        .done()
        .withTimeout()
        .duration(settings.timeout().toMillis(), ChronoUnit.MILLIS)
        .done()
        .withCircuitBreaker()
        .requestVolumeThreshold(settings.failures())
        .failureRatio(1)
        .delay(settings.reset().toMillis(), ChronoUnit.MILLIS)
        .successThreshold(1)
        .onStateChange(this::changed)
        .done()
        .withRetry()
        .maxRetries(settings.retries())
        .maxDuration(longest(settings).toMillis(), ChronoUnit.MILLIS)
        .delay(settings.retryDelay().toMillis(), ChronoUnit.MILLIS)
        .jitter(settings.retryDelay().toMillis() / 2, ChronoUnit.MILLIS)
        .abortOn(List.of(CircuitBreakerOpenException.class, BulkheadException.class))
        .done()
        .build();
  }

  /** No limit of its own: long enough for all attempts. */
  private static Duration longest(Http settings) {
    return settings
        .timeout()
        .plus(settings.retryDelay().multipliedBy(2))
        .multipliedBy(settings.retries() + 2L);
  }

  private void changed(CircuitBreakerState now) {
    state.set(now);
    LOG.warnf("the circuit to the subscription service is %s", now);
  }
}
