package io.tenantry.messaging;

import io.smallrye.mutiny.Uni;
import io.tenantry.contracts.tenant.TenantRegistered;
import io.tenantry.messaging.event.ReceivedEvent;
import io.tenantry.messaging.intake.EventIntake;
import io.tenantry.messaging.intake.EventRoutes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** A consumer as a service would have it, which fails when a test asks it to. */
@ApplicationScoped
public class TenantsIntake {

  private final EventIntake intake;
  private final CountingUp counting;
  private final EventRoutes routes;
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
  private final Map<String, String> traces = new ConcurrentHashMap<>();

  TenantsIntake(EventIntake intake, CountingUp counting) {
    this.intake = intake;
    this.counting = counting;
    this.routes = new EventRoutes().on(TenantRegistered.class, this::onTenantRegistered);
  }

  @Incoming("tenants")
  Uni<Void> take(Message<byte[]> message) {
    return intake.take(message, routes);
  }

  void failNextTimes(String tenant, int times) {
    failures.put(tenant, times);
  }

  int attempts(String tenant) {
    return attempts.getOrDefault(tenant, 0);
  }

  String traceOf(String tenant) {
    return traces.getOrDefault(tenant, "none");
  }

  private Uni<Void> onTenantRegistered(ReceivedEvent<TenantRegistered> event) {
    String tenant = event.payload().getTenantId();
    attempts.merge(tenant, 1, Integer::sum);
    event.traceparent().ifPresent(trace -> traces.put(tenant, trace));
    if (failures.merge(tenant, -1, Integer::sum) >= 0) {
      return Uni.createFrom().failure(new IllegalStateException("the database is away"));
    }
    return counting.countUpOnce(tenant, event.id());
  }
}
