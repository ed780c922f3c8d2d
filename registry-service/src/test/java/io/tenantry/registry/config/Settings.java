package io.tenantry.registry.config;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** The service's settings without a container. */
public final class Settings {

  private static final int ORDINAL = 200;

  private Settings() {}

  /** Those that hold when nothing is set. */
  public static RegistrySettings defaults() {
    return of(Map.of());
  }

  public static RegistrySettings of(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withMapping(RegistrySettings.class)
        .withConverter(Duration.class, ORDINAL, new DurationConverter())
        .withConverter(MemorySize.class, ORDINAL, new MemorySizeConverter())
        .withDefaultValues(values)
        .build()
        .getConfigMapping(RegistrySettings.class);
  }
}
