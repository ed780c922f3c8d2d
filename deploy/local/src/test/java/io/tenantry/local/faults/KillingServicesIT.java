package io.tenantry.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.local.RunningPlatform;
import io.tenantry.local.RunningPlatform.Running;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code deploy/fault-run}. */
@ExtendWith(RunningPlatform.class)
class KillingServicesIT {

  private static final long SEED = Long.getLong("fault-run.seed", 20_261_122);

  private final Running running;
  @TempDir private Path directory;

  KillingServicesIT(Running running) {
    this.running = running;
  }

  @Test
  void nothingIsLostStuckOrAppliedTwice() {
    FaultPlan plan =
        new FaultPlan(
            12, SEED, KillInterval.parse("2-5"), 8, Duration.ofSeconds(25), Duration.ofMinutes(5));

    FaultReport report =
        new FaultRun(running.platform(), plan, directory, System.out::println).run();

    String seen = String.join("\n", report.lines());
    System.out.println(seen);
    assertThat(report.passed()).as(seen).isTrue();
    assertThat(report.kills().values().stream().mapToInt(Integer::intValue).sum())
        .as("services were killed")
        .isPositive();
  }
}
