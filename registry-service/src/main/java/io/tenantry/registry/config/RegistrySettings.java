package io.tenantry.registry.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** What the registry accepts. */
@ConfigMapping(prefix = "tenantry.registry")
public interface RegistrySettings {

  Package packages();

  interface Package {

    /** Files in a package. */
    @WithDefault("1000")
    @Min(1)
    @Max(100_000)
    int maxEntries();

    /** All files of a package together, unpacked. */
    @WithDefault("100M")
    MemorySize maxUnpackedSize();

    /** One file of a package, unpacked. */
    @WithDefault("1M")
    MemorySize maxFileSize();
  }
}
