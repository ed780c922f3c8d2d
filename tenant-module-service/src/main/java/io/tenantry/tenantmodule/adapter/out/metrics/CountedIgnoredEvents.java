package io.tenantry.tenantmodule.adapter.out.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenantry.tenantmodule.application.port.IgnoredEvents;
import io.tenantry.tenantmodule.domain.job.Decision.Reason;
import io.tenantry.tenantmodule.domain.job.JobEvent;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Counts events that changed nothing, and logs those that should not have happened. */
@ApplicationScoped
class CountedIgnoredEvents implements IgnoredEvents {

  private static final Logger LOG = Logger.getLogger(CountedIgnoredEvents.class);

  private final MeterRegistry metrics;

  CountedIgnoredEvents(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  @Override
  public void ignored(TenantId tenant, UUID jobId, JobEvent event, Reason reason) {
    Counter.builder("tenantry.job.events.ignored")
        .description("Events that changed nothing about a job")
        .tag("event", event.name())
        .tag("reason", reason.name())
        .register(metrics)
        .increment();
    Logger.Level level = reason == Reason.ILLEGAL ? Logger.Level.ERROR : Logger.Level.INFO;
    LOG.logf(level, "jobId=%s tenantId=%s event=%s ignored: %s", jobId, tenant, event, reason);
  }

  @Override
  public void unknownKeptData(TenantId tenant, UUID keptData) {
    Counter.builder("tenantry.kept.data.events.ignored")
        .description("Events about kept data that is not known")
        .register(metrics)
        .increment();
    LOG.infof("tenantId=%s keptData=%s ignored: it is not known", tenant, keptData);
  }
}
