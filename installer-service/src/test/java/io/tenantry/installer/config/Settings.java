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

  /** Nothing of the process's own properties, which other tests may have changed. */
  static InstallerSettings of(Map<String, String> properties) {
    Map<String, String> all = new HashMap<>(properties);
    all.put("java.io.tmpdir", System.getProperty("java.io.tmpdir"));
    all.put("user.home", System.getProperty("user.home"));
    return new SmallRyeConfigBuilder()
        .withMapping(InstallerSettings.class)
        .withSources(new PropertiesConfigSource(all, "test", 100))
        .addDiscoveredConverters()
        .build()
        .getConfigMapping(InstallerSettings.class);
  }
}
