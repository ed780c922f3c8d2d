package io.tenantry.tenantmodule.adapter.out.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.port.SubscriptionService;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer.NotKnown;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jboss.logging.Logger;

/** Asks a service elsewhere what tenants have subscribed to. */
@ApplicationScoped
class HttpSubscriptions implements SubscriptionService {

  private static final Logger LOG = Logger.getLogger(HttpSubscriptions.class);

  private final SubscriptionClient client;
  private final SubscriptionCircuit circuit;
  private final MeterRegistry metrics;

  HttpSubscriptions(SubscriptionClient client, SubscriptionCircuit circuit, MeterRegistry metrics) {
    this.client = client;
    this.circuit = circuit;
    this.metrics = metrics;
  }

  @Override
  public Uni<SubscriptionAnswer> ask(UUID job, TenantId tenant, List<PlannedModule> plan) {
    CheckDocument check = CheckDocument.of(job, tenant, plan);
    return Uni.createFrom()
        .deferred(
            () -> {
              Executor caller = caller();
              return circuit
                  .around(() -> client.check(check))
                  .onFailure()
                  .recoverWithItem(e -> notKnown(job, tenant, e))
                  .invoke(this::count)
                  .emitOn(caller);
            });
  }

  /** Whoever goes on with the database has to be where it began. */
  private static Executor caller() {
    return Optional.ofNullable(Vertx.currentContext())
        .<Executor>map(context -> task -> context.runOnContext(now -> task.run()))
        .orElse(Runnable::run);
  }

  private static SubscriptionAnswer notKnown(UUID job, TenantId tenant, Throwable e) {
    LOG.infof("jobId=%s tenantId=%s waits for the subscription service: %s", job, tenant, e);
    LOG.debug("the subscription service gave no answer", e);
    return new NotKnown(reason(e));
  }

  private static String reason(Throwable e) {
    if (e instanceof ServiceFailure failure) {
      return failure.getMessage();
    }
    if (e instanceof CircuitBreakerOpenException) {
      return "The subscription service has failed too often; it is asked again after a pause.";
    }
    return e instanceof TimeoutException
        ? "The subscription service did not answer in time."
        : "The subscription service cannot be asked.";
  }

  private void count(SubscriptionAnswer answer) {
    String outcome = answer.fold(() -> "allowed", no -> "refused", open -> "not-known");
    metrics.counter("tenantry.subscription.answers", "outcome", outcome).increment();
  }
}
