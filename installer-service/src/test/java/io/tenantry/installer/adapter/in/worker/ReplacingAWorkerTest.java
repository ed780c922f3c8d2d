package io.tenantry.installer.adapter.in.worker;

import static io.tenantry.installer.domain.Fixtures.job;
import static io.tenantry.installer.domain.Fixtures.jobOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tenantry.installer.Database;
import io.tenantry.installer.IdleWorkers;
import io.tenantry.installer.PackageServer;
import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.application.PerformTask;
import io.tenantry.installer.application.port.Leases;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.config.InstallerSettings;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.messaging.MessagingSettings;
import io.tenantry.testkit.infrastructure.PlatformServers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process that has the name of one that was killed with a task in its hands. */
@QuarkusTest
@TestProfile(IdleWorkers.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(PackageServer.class)
class ReplacingAWorkerTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration LONG_LEASE = Duration.ofHours(1);

  @Inject Tasks tasks;
  @Inject Leases leases;
  @Inject UnitOfWork unitOfWork;
  @Inject PerformTask performTask;
  @Inject Heartbeats heartbeats;
  @Inject InstallerSettings settings;

  private Claim lost;

  @BeforeEach
  void aWorkerDiedWithATask() {
    Database.change(
        Database.INSTALLER,
        "update task set state = 'COMPLETED' where state in ('RUNNING', 'UNDOING')");
    add(job("mail"));
    lost = unitOfWork.await(() -> tasks.claim("installer-1", LONG_LEASE)).orElseThrow();
  }

  @Test
  void itGoesOnWithoutWaitingForTheLease() throws InterruptedException {
    WorkerPool successor = pool("installer-1");
    successor.start(new StartupEvent());
    try {
      await().atMost(LIMIT).until(() -> fenceOf(lost.taskId()) > lost.fence());
    } finally {
      successor.stop(new ShutdownEvent());
    }
  }

  @Test
  void aProcessOfAnotherNameLeavesTheTaskAlone() throws InterruptedException {
    Job next = add(jobOf("t-" + UUID.randomUUID(), "mail"));
    WorkerPool other = pool("installer-2");

    other.start(new StartupEvent());
    try {
      await().atMost(LIMIT).until(() -> fenceOf(next.id()) > 0);
    } finally {
      other.stop(new ShutdownEvent());
    }

    assertThat(fenceOf(lost.taskId())).isEqualTo(lost.fence());
  }

  private WorkerPool pool(String instance) {
    MessagingSettings messaging =
        new SmallRyeConfigBuilder()
            .withMapping(MessagingSettings.class)
            .withSources(
                new PropertiesConfigSource(
                    Map.of("tenantry.messaging.instance", instance), "test", 100))
            .addDiscoveredConverters()
            .build()
            .getConfigMapping(MessagingSettings.class);
    return new WorkerPool(
        tasks, leases, unitOfWork, performTask, heartbeats, new WorkerShift(), settings, messaging);
  }

  private Job add(Job job) {
    unitOfWork.await(() -> tasks.addJob(job, new Origin(Optional.empty(), Optional.empty())));
    return job;
  }

  private static long fenceOf(UUID task) {
    return Long.parseLong(
        Database.read(Database.INSTALLER, "select fence from task where id = ?", task).get(0));
  }
}
