package io.tenantry.tenantmodule.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What becomes of the data of removed modules. */
@ConfigMapping(prefix = "tenantry.kept-data")
public interface KeptDataSettings {

  /** Time for which data is kept that nobody restores; a minute at least. */
  @WithDefault("30d")
  Duration retention();
}
