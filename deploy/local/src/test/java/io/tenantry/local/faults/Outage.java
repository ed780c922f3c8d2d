package io.tenantry.local.faults;

import io.tenantry.local.platform.Servers;
import io.tenantry.testkit.infrastructure.EmbeddedApicurio;
import io.tenantry.testkit.infrastructure.EmbeddedKafkaBroker;
import io.tenantry.testkit.infrastructure.EmbeddedPostgresServer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** A server goes away and comes back with the same data on the same port. */
enum Outage {
  POSTGRESQL {
    @Override
    void stop(Servers servers) {
      postgres(servers).close();
    }

    @Override
    void kill(Servers servers) {
      postgres(servers).kill();
    }

    @Override
    void restart(Servers servers) {
      postgres(servers).restart();
    }
  },
  KAFKA {
    @Override
    void stop(Servers servers) {
      kafka(servers).process().stop();
    }

    @Override
    void kill(Servers servers) {
      kafka(servers).process().kill();
    }

    @Override
    void restart(Servers servers) {
      kafka(servers).restart();
    }
  },
  APICURIO {
    @Override
    void stop(Servers servers) {
      apicurio(servers).process().stop();
    }

    @Override
    void kill(Servers servers) {
      apicurio(servers).process().kill();
    }

    @Override
    void restart(Servers servers) {
      apicurio(servers).restart();
    }
  };

  static boolean lengthIsGiven() {
    return System.getProperty("outage") != null;
  }

  /** How long servers stay away; {@code -Doutage=60s} makes it longer. */
  static Duration length() {
    return Duration.parse("PT" + System.getProperty("outage", "5s").toUpperCase(Locale.ROOT));
  }

  abstract void stop(Servers servers);

  abstract void kill(Servers servers);

  abstract void restart(Servers servers);

  /** The server is away for that long while something is done, and back in the end. */
  void during(Servers servers, boolean hard, Runnable work) {
    if (hard) {
      kill(servers);
    } else {
      stop(servers);
    }
    long end = System.nanoTime() + length().toNanos();
    try {
      work.run();
    } finally {
      // the length of the fault itself; nothing is waited for
      LockSupport.parkNanos(end - System.nanoTime());
      restart(servers);
    }
  }

  private static EmbeddedPostgresServer postgres(Servers servers) {
    return (EmbeddedPostgresServer) servers.postgres();
  }

  private static EmbeddedKafkaBroker kafka(Servers servers) {
    return (EmbeddedKafkaBroker) servers.kafka();
  }

  private static EmbeddedApicurio apicurio(Servers servers) {
    return (EmbeddedApicurio) servers.schemaRegistry();
  }
}
