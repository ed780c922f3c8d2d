package io.tenantry.installer.adapter.out.persistence;

import static io.tenantry.installer.domain.Fixtures.job;
import static io.tenantry.installer.domain.Fixtures.jobOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tenantry.installer.Database;
import io.tenantry.installer.IdleWorkers;
import io.tenantry.installer.PackageServer;
import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.application.port.Leases;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.application.port.Tasks.Load;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.TaskState;
import io.tenantry.testkit.infrastructure.PlatformServers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(IdleWorkers.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(PackageServer.class)
class ClaimingTasksTest {

  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Origin ORIGIN =
      new Origin(Optional.of(UUID.randomUUID()), Optional.of("00"));

  @Inject Tasks tasks;
  @Inject Leases leases;
  @Inject UnitOfWork unitOfWork;

  @BeforeEach
  void nothingToDo() {
    Database.change(
        Database.INSTALLER,
        "update task set state = 'COMPLETED' where state in ('RUNNING', 'UNDOING')");
  }

  @Test
  void theLoadIsWhatWaitsAndWhatIsWorkedOn() {
    assertThat(load()).isEqualTo(new Load(0, 0, Duration.ZERO));
    add(jobOf("load-1", "mail"));
    add(jobOf("load-2", "mail"));
    claim(LEASE);

    assertThat(load().waiting()).isEqualTo(1);
    assertThat(load().running()).isEqualTo(1);
    assertThat(load().oldest()).isPositive();
  }

  private Load load() {
    return unitOfWork.await(tasks::load);
  }

  @Test
  void aWorkerGetsTheTaskAsItWasAdded() {
    Job job = add(job("identity", "mail"));

    Claim claim = claim(LEASE).orElseThrow();

    assertThat(claim.job()).contains(job);
    assertThat(claim.taskId()).isEqualTo(job.id());
    assertThat(claim.tenantId()).isEqualTo(job.tenantId());
    assertThat(claim.state()).isEqualTo(TaskState.RUNNING);
    assertThat(claim.steps()).isEmpty();
    assertThat(claim.attempts()).isZero();
    assertThat(claim.origin()).isEqualTo(ORIGIN);
  }

  @Test
  void theMakingOfADatabaseIsATaskWithoutAJob() {
    UUID id = UUID.randomUUID();

    assertThat(unitOfWork.await(() -> tasks.addProvisioning(id, "t-1", ORIGIN))).isTrue();
    assertThat(unitOfWork.await(() -> tasks.addProvisioning(id, "t-1", ORIGIN))).isFalse();

    assertThat(claim(LEASE).orElseThrow().job()).isEmpty();
    assertThat(claim(LEASE)).isEmpty();
  }

  @Test
  void aJobThatIsKnownIsNotAddedAgain() {
    Job job = add(job("mail"));

    assertThat(unitOfWork.await(() -> tasks.addJob(job, ORIGIN))).isFalse();
  }

  @Test
  void twoWorkersGetDifferentTasksWithDifferentFences() {
    add(jobOf("t-1", "mail"));
    add(jobOf("t-2", "mail"));

    Claim one = claim(LEASE).orElseThrow();
    Claim other = claim(LEASE).orElseThrow();

    assertThat(other.taskId()).isNotEqualTo(one.taskId());
    assertThat(other.fence()).isGreaterThan(one.fence());
    assertThat(claim(LEASE)).isEmpty();
  }

  @Test
  void theTasksOfAWorkerWhoseProcessIsGoneAreTakenAtOnceUnderANewFence() {
    add(job("mail"));
    Claim before = claim(LEASE).orElseThrow();

    unitOfWork.await(() -> leases.freeThoseOf("somebody else"));
    assertThat(claim(LEASE)).isEmpty();
    unitOfWork.await(() -> leases.freeThoseOf("test"));

    Claim after = claim(LEASE).orElseThrow();
    assertThat(after.taskId()).isEqualTo(before.taskId());
    assertThat(after.fence()).isGreaterThan(before.fence());
    assertThat(unitOfWork.await(() -> tasks.prolong(before, LEASE))).isFalse();
  }

  @Test
  void manyWorkersAtTheSameTimeGetEveryTaskOnce() {
    Set<UUID> ids =
        IntStream.range(0, 12)
            .mapToObj(number -> add(jobOf("t-" + number, "mail")).id())
            .collect(Collectors.toSet());

    List<CompletableFuture<Optional<Claim>>> claims = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      claims.add(CompletableFuture.supplyAsync(() -> claim(LEASE)));
    }
    List<UUID> claimed =
        claims.stream()
            .flatMap(one -> one.join().stream())
            .map(Claim::taskId)
            .collect(Collectors.toCollection(ArrayList::new));
    for (Optional<Claim> more = claim(LEASE); more.isPresent(); more = claim(LEASE)) {
      claimed.add(more.get().taskId());
    }

    assertThat(claimed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void anExpiredLeaseIsTakenOverWithAHigherFence() {
    Job job = add(job("mail"));
    Claim old = claim(SHORT).orElseThrow();

    Claim young = awaitClaim();

    assertThat(young.taskId()).isEqualTo(job.id());
    assertThat(young.fence()).isGreaterThan(old.fence());
    assertThat(unitOfWork.await(() -> tasks.current(old))).isEmpty();
    assertThat(unitOfWork.await(() -> tasks.current(young))).contains(young);
  }

  @Test
  void aSignOfLifeProlongsTheLeaseAndOneWithAnOldFenceDoesNot() {
    Job job = add(job("mail"));
    Claim old = claim(SHORT).orElseThrow();
    Claim young = awaitClaim();
    String before = leaseOf(job);

    assertThat(unitOfWork.await(() -> tasks.prolong(old, Duration.ofHours(1)))).isFalse();
    assertThat(leaseOf(job)).isEqualTo(before);

    assertThat(unitOfWork.await(() -> tasks.prolong(young, Duration.ofHours(1)))).isTrue();
    assertThat(leaseOf(job)).isGreaterThan(before);
  }

  @Test
  void aTaskThatWasGivenBackIsTakenAgainAfterItsPauseAndRemembersItsAttempts() {
    add(job("mail"));
    Claim claim = claim(LEASE).orElseThrow();

    unitOfWork.<Void>await(() -> tasks.postpone(claim, Duration.ofMillis(300), 3));

    assertThat(unitOfWork.await(() -> tasks.prolong(claim, LEASE))).as("no lease").isFalse();
    assertThat(claim(LEASE)).isEmpty();
    assertThat(awaitClaim().attempts()).isEqualTo(3);
  }

  @Test
  void aTaskThatLooksAgainEveryMomentDoesNotKeepOthersFromTheWorkers() {
    add(jobOf("t-busy", "mail"));
    UUID waiting = add(jobOf("t-waiting", "mail")).id();

    Claim busy = claim(LEASE).orElseThrow();
    unitOfWork.<Void>await(() -> tasks.postpone(busy, Duration.ZERO, 0));

    assertThat(claim(LEASE).orElseThrow().taskId()).isEqualTo(waiting);
    assertThat(claim(LEASE).orElseThrow().taskId()).isEqualTo(busy.taskId());
  }

  @Test
  void whoHasLostATaskCannotGiveItBack() {
    Job job = add(job("mail"));
    Claim old = claim(SHORT).orElseThrow();
    Claim young = awaitClaim();

    unitOfWork.<Void>await(() -> tasks.postpone(old, Duration.ofHours(1), 9));

    assertThat(unitOfWork.await(() -> tasks.current(young)).orElseThrow().attempts()).isZero();
    assertThat(leaseOf(job)).isNotEqualTo("null");
  }

  @Test
  void theTasksOfATenantAreDoneInTheirOrder() {
    UUID first = add(jobOf("t-1", "mail")).id();
    UUID second = add(jobOf("t-1", "calendar")).id();

    Claim claim = claim(LEASE).orElseThrow();
    assertThat(claim.taskId()).isEqualTo(first);
    assertThat(claim(LEASE)).as("the second waits while the first is worked on").isEmpty();

    unitOfWork.<Void>await(() -> tasks.postpone(claim, Duration.ofHours(1), 1));
    assertThat(claim(LEASE)).as("and while it is put off").isEmpty();

    unitOfWork.<Void>await(() -> tasks.end(claim, TaskState.COMPLETED));
    assertThat(claim(LEASE).orElseThrow().taskId()).isEqualTo(second);
  }

  @Test
  void aTenantWithManyTasksDoesNotKeepOthersWaiting() {
    for (int i = 0; i < 20; i++) {
      add(jobOf("t-many", "mail"));
    }
    UUID single = add(jobOf("t-single", "mail")).id();
    claim(LEASE);

    assertThat(claim(LEASE).orElseThrow().taskId()).isEqualTo(single);
  }

  private Job add(Job job) {
    assertThat(unitOfWork.await(() -> tasks.addJob(job, ORIGIN))).isTrue();
    return job;
  }

  private Optional<Claim> claim(Duration lease) {
    return unitOfWork.await(() -> tasks.claim("test", lease));
  }

  private Claim awaitClaim() {
    return Awaitility.await().atMost(LIMIT).until(() -> claim(LEASE), Optional::isPresent).get();
  }

  private static String leaseOf(Job job) {
    return Database.read(Database.INSTALLER, "select lease_until from task where id = ?", job.id())
        .get(0);
  }
}
