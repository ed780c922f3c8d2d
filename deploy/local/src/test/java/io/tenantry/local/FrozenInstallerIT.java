package io.tenantry.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.local.RunningPlatform.Running;
import io.tenantry.local.platform.SchemaSnapshot;
import io.tenantry.local.platform.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An installer is frozen in the middle of a module's transaction and another takes over. */
@ExtendWith(CrashingPlatform.class)
class FrozenInstallerIT {

  private static final GatedModule GATED = new GatedModule("frozen");
  private final Running running;
  private final Jobs jobs;
  private final ServiceProcess frozen;
  private final ServiceProcess successor;
  @TempDir private Path directory;

  FrozenInstallerIT(Running running) {
    this.running = running;
    this.jobs = new Jobs(running);
    this.frozen = running.platform().installer();
    this.successor = running.platform().anotherInstaller("installer-service-2");
  }

  @AfterEach
  void oneInstallerIsLeft() {
    successor.close();
  }

  @Test
  void wokenUpItChangesNothing() {
    running.api().publish(GATED.in(directory));
    String tenant = running.newTenant();
    TenantDatabase database = TenantDatabase.of(running, tenant);
    String job;
    try (Gate gate = Gate.closedIn(running.infrastructure().postgres(), database.name())) {
      job = jobs.request(tenant, GATED.name());
      List<Integer> first = gate.awaitVisitorsBeside(List.of());
      frozen.process().freeze();
      successor.launch();
      gate.awaitVisitorsBeside(first);
    }
    JsonNode ended = jobs.ended(tenant, job);
    assertThat(ended.get("state").textValue()).as(ended.toString()).isEqualTo("SUCCEEDED");
    List<String> before = everything(database, job);

    frozen.process().wake();

    await("the woken worker finds that the task is not its own")
        .atMost(Limits.JOB)
        .until(() -> hasLost(job));
    await("it works on").atMost(Limits.JOB).until(frozen::isReady);
    jobs.ended(tenant, jobs.request(tenant, "time_travel"));
    assertThat(everything(database, job)).isEqualTo(before);
    assertThat(database.applied(GATED.name())).containsExactly("1", "2", "3");
    assertThat(database.texts("select text from frozen.note")).containsExactly("once");
  }

  private boolean hasLost(String job) throws IOException {
    try (Stream<String> lines = Files.lines(frozen.log())) {
      return lines.anyMatch(line -> line.contains("task " + job + " was taken over"));
    }
  }

  /** What the worker could have changed: the module's catalogue, its history, task and events. */
  private List<String> everything(TenantDatabase database, String job) {
    List<String> all =
        new ArrayList<>(
            SchemaSnapshot.of(running.infrastructure().postgres(), database.name()).lines());
    all.addAll(database.texts("select h::text from frozen.flyway_schema_history h order by 1"));
    all.addAll(database.texts("select r::text from tenantry.run r order by 1"));
    TenantDatabase installer = new TenantDatabase(running, "tenantry_installer");
    all.addAll(installer.texts("select t::text from task t where id = '%s'".formatted(job)));
    all.addAll(
        installer.texts(
            "select s::text from step s where task_id = '%s' order by 1".formatted(job)));
    all.addAll(
        installer.texts(
            "select id || ' ' || type from messaging.outbox where subject = '%s' order by 1"
                .formatted(job)));
    return all;
  }
}
