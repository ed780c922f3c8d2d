package io.tenantry.tenantmodule.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How clients follow jobs. */
@ConfigMapping(prefix = "tenantry.job-events")
public interface JobEventSettings {

  /** Time between two looks at what other replicas have committed. */
  @WithDefault("500ms")
  Duration pollInterval();

  /** Silence after which a client is shown that the line is good. */
  @WithDefault("15s")
  Duration heartbeat();

  /** Streams of this replica at the same time. */
  @WithDefault("500")
  @Min(1)
  int maxStreams();
}
