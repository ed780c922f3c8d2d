package io.tenantry.registry.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tenantry.registry.application.SignaturePolicy;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;

/** What the registry accepts, and for how long it keeps promises. */
@ConfigMapping(prefix = "tenantry.registry")
public interface RegistrySettings {

  Package packages();

  Signatures signatures();

  Reservations reservations();

  interface Package {

    /** A package as it is uploaded. */
    @WithDefault("20M")
    MemorySize maxSize();

    /** Files and directories in a package. */
    @WithDefault("1000")
    @Min(1)
    @Max(65_534)
    int maxEntries();

    /** All files of a package together, unpacked. */
    @WithDefault("100M")
    MemorySize maxUnpackedSize();

    /** All files of a package together, as a multiple of its packed size. */
    @WithDefault("100")
    @Min(1)
    @Max(1_100)
    int maxRatio();

    /** One file of a package, unpacked; 64 MiB at most. */
    @WithDefault("1M")
    MemorySize maxFileSize();
  }

  interface Signatures {

    /** What is done about a package that no trusted key has signed. */
    @WithDefault("OFF")
    SignaturePolicy policy();

    /** Public Ed25519 keys of publishers by their names: X.509, Base64, without the PEM lines. */
    Map<String, String> trustedKeys();
  }

  interface Reservations {

    /** Time between two sweeps. */
    @WithDefault("1m")
    Duration sweepInterval();

    /** Time after a job's deadline in which its events may still be on their way. */
    @WithDefault("1h")
    Duration grace();
  }
}
