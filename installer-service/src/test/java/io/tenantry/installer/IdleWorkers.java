package io.tenantry.installer;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A service whose workers leave the tasks to the tests. */
public final class IdleWorkers implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    String workers = "tenantry.installer.workers.";
    return Map.of(
        workers + "threads", "1",
        workers + "poll-interval", "1h",
        workers + "idle-interval", "1h",
        workers + "lease", "2s",
        workers + "heartbeat", "50ms");
  }
}
