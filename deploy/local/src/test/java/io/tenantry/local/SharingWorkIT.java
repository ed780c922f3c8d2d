package io.tenantry.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.local.RunningPlatform.Running;
import io.tenantry.local.platform.ServiceProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two installers share the work, and one that is told to stop leaves its own to the other. */
@ExtendWith(RunningPlatform.class)
class SharingWorkIT {

  private static final int TENANTS = 8;
  private static final GatedModule GATED = new GatedModule("handed_back");

  /** Nobody could wait for this lease to run out. */
  private static final Map<String, String> LONG_LEASE =
      Map.of(
          "TENANTRY_INSTALLER_WORKERS_LEASE", "1h",
          "TENANTRY_INSTALLER_WORKERS_TIME_TO_STOP", "1s");

  private final Running running;
  private final Jobs jobs;
  private final ServiceProcess first;
  private final ServiceProcess second;
  @TempDir private Path directory;

  SharingWorkIT(Running running) {
    this.running = running;
    this.jobs = new Jobs(running);
    this.first = running.platform().installer();
    this.second = running.platform().anotherInstaller("installer-service-2");
  }

  @AfterEach
  void theFirstIsLeft() {
    second.close();
    if (!first.process().isAlive()) {
      first.launch();
    }
    first.awaitReady();
  }

  @Test
  void bothDoSomeOfIt() {
    second.launch();
    second.awaitReady();
    double before = stepsDoneBy(first);
    List<String> tenants = new ArrayList<>();
    for (int count = 0; count < TENANTS; count++) {
      tenants.add(running.newTenant());
    }

    List<String> asked = tenants.stream().map(jobs::requestDigitalCard).toList();

    for (int number = 0; number < TENANTS; number++) {
      JsonNode ended = jobs.ended(tenants.get(number), asked.get(number));
      assertThat(ended.get("state").textValue()).isEqualTo("SUCCEEDED");
    }
    assertThat(stepsDoneBy(first)).isGreaterThan(before);
    assertThat(stepsDoneBy(second)).isPositive();
  }

  @Test
  void whoIsToldToStopHandsItsTaskBack() {
    running.api().publish(GATED.in(directory));
    String tenant = running.newTenant();
    TenantDatabase database = TenantDatabase.of(running, tenant);
    first.close();
    second.launch(LONG_LEASE);
    second.awaitReady();
    String job;
    try (Gate gate = Gate.closedIn(running.infrastructure().postgres(), database.name())) {
      job = jobs.request(tenant, GATED.name());
      List<Integer> stopped = gate.awaitVisitorsBeside(List.of());
      first.launch();
      first.awaitReady();

      second.close();

      gate.awaitVisitorsBeside(stopped);
    }
    assertThat(jobs.ended(tenant, job).get("state").textValue()).isEqualTo("SUCCEEDED");
    assertThat(database.texts("select text from handed_back.note")).containsExactly("once");
  }

  private static double stepsDoneBy(ServiceProcess installer) {
    return metrics(installer)
        .lines()
        .filter(line -> line.startsWith("tenantry_installer_step_seconds_count"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static String metrics(ServiceProcess installer) {
    try (InputStream body = installer.address().resolve("/q/metrics").toURL().openStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
