package io.tenantry.registry.adapter.out.archive;

import io.quarkus.runtime.configuration.MemorySize;
import io.tenantry.registry.application.SignaturePolicy;
import io.tenantry.registry.config.RegistrySettings;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;

/** The settings that hold when nothing is set, without a container. */
final class Limits implements RegistrySettings, RegistrySettings.Package {

  private static final long MIB = 1 << 20;

  @Override
  public Package packages() {
    return this;
  }

  @Override
  public Signatures signatures() {
    return new Signatures() {
      @Override
      public SignaturePolicy policy() {
        return SignaturePolicy.OFF;
      }

      @Override
      public Map<String, String> trustedKeys() {
        return Map.of();
      }
    };
  }

  @Override
  public Reservations reservations() {
    return new Reservations() {
      @Override
      public Duration sweepInterval() {
        return Duration.ofMinutes(1);
      }

      @Override
      public Duration grace() {
        return Duration.ofHours(1);
      }
    };
  }

  @Override
  public MemorySize maxSize() {
    return size(20 * MIB);
  }

  @Override
  public int maxEntries() {
    return 1000;
  }

  @Override
  public MemorySize maxUnpackedSize() {
    return size(100 * MIB);
  }

  @Override
  public int maxRatio() {
    return 100;
  }

  @Override
  public MemorySize maxFileSize() {
    return size(MIB);
  }

  private static MemorySize size(long bytes) {
    return new MemorySize(BigInteger.valueOf(bytes));
  }
}
