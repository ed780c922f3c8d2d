package io.tenantry.installer.config;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** Settings as an operator would write them. */
public final class Settings {

  private Settings() {}

  /** What is necessary, with those names and values, without their common prefix, on top. */
  public static InstallerSettings with(String... namesAndValues) {
    Map<String, String> properties = new HashMap<>();
    properties.put("tenantry.installer.servers.main.host", "localhost");
    properties.put("tenantry.installer.servers.main.password", "secret");
    properties.put("tenantry.installer.registry.url", "http://localhost:8081");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.put("tenantry.installer." + namesAndValues[i], namesAndValues[i + 1]);
    }
    return of(properties);
  }

  static InstallerSettings of(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .withMapping(InstallerSettings.class)
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .addSystemSources()
        .addDiscoveredConverters()
        .build()
        .getConfigMapping(InstallerSettings.class);
  }
}
