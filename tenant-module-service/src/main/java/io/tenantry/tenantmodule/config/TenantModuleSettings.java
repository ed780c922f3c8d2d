package io.tenantry.tenantmodule.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long jobs may take. */
@ConfigMapping(prefix = "tenantry.jobs")
public interface TenantModuleSettings {

  /** Time that a job may wait for its turn. */
  @WithDefault("24h")
  Duration queueTime();

  /** Time that a job may take once it has left the queue. */
  @WithDefault("1h")
  Duration runTime();

  /** Time that an undo may take before an operator is asked. */
  @WithDefault("1h")
  Duration undoTime();

  /** Time between two sweeps: how late a deadline is noticed, or a freed queue, at most. */
  @WithDefault("1s")
  Duration sweepInterval();
}
