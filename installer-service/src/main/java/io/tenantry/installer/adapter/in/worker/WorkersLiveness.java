package io.tenantry.installer.adapter.in.worker;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Not alive when a worker is gone, for nobody starts it again but a new process. */
@Liveness
@ApplicationScoped
class WorkersLiveness implements HealthCheck {

  private final WorkerPool workers;

  WorkersLiveness(WorkerPool workers) {
    this.workers = workers;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("workers").status(workers.isComplete()).build();
  }
}
