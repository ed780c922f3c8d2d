package io.tenantry.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** How events are relayed, and for how long they are remembered. */
@ConfigMapping(prefix = "tenantry.messaging")
public interface MessagingSettings {

  /**
   * A name that this replica has again after a restart, such as that of a pod in a StatefulSet, and
   * that no other running process has. With it, what comes after a crash goes on at once instead of
   * waiting until the dead process's leases have run out.
   */
  Optional<String> instance();

  Outbox outbox();

  Inbox inbox();

  interface Outbox {

    /** Time between two looks at a busy outbox; it is the latency of an event at worst. */
    @WithDefault("20ms")
    Duration pollInterval();

    /** Time between two looks at an outbox that has been idle for a while. */
    @WithDefault("250ms")
    Duration idleInterval();

    /** Events that are sent in one go. */
    @WithDefault("200")
    @Min(1)
    @Max(10_000)
    int batchSize();

    /** After this time without a sign of life another replica relays. */
    @WithDefault("15s")
    Duration lease();

    /** For how long a sent event is kept. */
    @WithDefault("24h")
    Duration retention();

    /** The service is not ready while an event has been waiting for longer. */
    @WithDefault("5m")
    Duration maxAge();
  }

  interface Inbox {

    /** For how long an event is recognised as a duplicate by its id. */
    @WithDefault("7d")
    Duration retention();
  }
}
