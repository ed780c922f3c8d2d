package io.tenantry.installer.adapter.in.worker;

import static io.tenantry.installer.domain.Fixtures.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tenantry.installer.Database;
import io.tenantry.installer.IdleWorkers;
import io.tenantry.installer.PackageServer;
import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.testkit.infrastructure.PlatformServers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(IdleWorkers.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(PackageServer.class)
class GivingSignsOfLifeTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Inject Heartbeats heartbeats;
  @Inject Tasks tasks;
  @Inject UnitOfWork unitOfWork;

  private Job job;
  private Claim claim;

  @BeforeEach
  void aWorkerHasATask() {
    Database.change(
        Database.INSTALLER,
        "update task set state = 'COMPLETED' where state in ('RUNNING', 'UNDOING')");
    job = job("mail");
    unitOfWork.await(() -> tasks.addJob(job, new Origin(Optional.empty(), Optional.empty())));
    claim = unitOfWork.await(() -> tasks.claim("test", Duration.ofMillis(1))).orElseThrow();
  }

  @Test
  void aLeaseGrowsWhileTheWorkGoesOnAndNotAfterIt() {
    heartbeats.during(
        claim,
        () -> {
          String first = awaitOtherLeaseThan(lease());
          awaitOtherLeaseThan(first);
        });
    String last = awaitUnchangedLease();

    assertThat(lease()).isEqualTo(last);
  }

  @Test
  void theTaskOfAnotherWorkerIsLeftAlone() {
    Database.change(
        Database.INSTALLER,
        "update task set fence = fence + 1, lease_until = 'epoch' where id = ?",
        job.id());
    String before = lease();

    heartbeats.during(
        claim,
        () ->
            Awaitility.await().during(Duration.ofMillis(300)).until(() -> before.equals(lease())));

    assertThat(lease()).isEqualTo(before);
  }

  @Test
  void aSignThatCannotBeGivenIsFollowedByTheNext() {
    heartbeats.during(
        claim,
        () -> {
          Database.change(Database.INSTALLER, "alter table task rename to task_away");
          try {
            Awaitility.await().during(Duration.ofMillis(200)).until(() -> true);
          } finally {
            Database.change(Database.INSTALLER, "alter table task_away rename to task");
          }
          awaitOtherLeaseThan(lease());
        });

    assertThat(lease()).isNotEqualTo("null");
  }

  @Test
  void workThatFailsFailsAndTheSignsEnd() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                heartbeats.during(
                    claim,
                    () -> {
                      throw new IllegalStateException("no");
                    }))
        .withMessage("no");

    String last = awaitUnchangedLease();
    assertThat(lease()).isEqualTo(last);
  }

  private String awaitOtherLeaseThan(String before) {
    return Awaitility.await().atMost(LIMIT).until(this::lease, now -> !now.equals(before));
  }

  /** A sign may be on its way when the work ends. */
  private String awaitUnchangedLease() {
    Awaitility.await()
        .atMost(LIMIT)
        .during(Duration.ofMillis(300))
        .until(() -> !"null".equals(lease()));
    String before = lease();
    Awaitility.await()
        .atMost(LIMIT)
        .during(Duration.ofMillis(300))
        .until(() -> lease().equals(before));
    return before;
  }

  private String lease() {
    return Database.read(Database.INSTALLER, "select lease_until from task where id = ?", job.id())
        .get(0);
  }
}
