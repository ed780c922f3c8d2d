package io.tenantry.installer.adapter.out.persistence;

import static io.tenantry.installer.domain.Fixtures.item;
import static io.tenantry.installer.domain.Fixtures.jobOf;
import static io.tenantry.installer.domain.Fixtures.module;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tenantry.installer.Database;
import io.tenantry.installer.IdleWorkers;
import io.tenantry.installer.PackageServer;
import io.tenantry.installer.application.Claim;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.application.port.LandlordUses;
import io.tenantry.installer.application.port.LandlordUses.Release;
import io.tenantry.installer.application.port.Tasks;
import io.tenantry.installer.application.port.UnitOfWork;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.PlanItem;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.testkit.infrastructure.PlatformServers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who uses a module's part of the landlord database, and who may change it. */
@QuarkusTest
@TestProfile(IdleWorkers.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(PackageServer.class)
class SharingModulesTest {

  private static final Duration LEASE = Duration.ofMinutes(1);

  @Inject Tasks tasks;
  @Inject LandlordUses uses;
  @Inject UnitOfWork unitOfWork;

  private final String name = "m_" + UUID.randomUUID().toString().substring(0, 8);
  private final ModuleName module = module(name);
  private final PlanItem item = item(name);

  @BeforeEach
  void nothingToDo() {
    Database.change(
        Database.INSTALLER,
        "update task set state = 'COMPLETED' where state in ('RUNNING', 'UNDOING')");
  }

  @Test
  void whileOneLivingTaskHasTheRightOthersDoNotGetIt() {
    Claim one = claim("t-1");
    Claim other = claim("t-2");

    assertThat(use(one)).isPresent();
    assertThat(use(other)).isEmpty();
    assertThat(release(other)).isEmpty();
    assertThat(users()).as("who did not get the right is no user").containsExactly("t-1");
  }

  @Test
  void theRightGoesOnWithAHigherFence() {
    Claim one = claim("t-1");
    Claim other = claim("t-2");
    long first = use(one).orElseThrow();

    handOver(one);

    assertThat(use(other).orElseThrow()).isGreaterThan(first);
    assertThat(users()).containsExactly("t-1", "t-2");
  }

  @Test
  void onlyTheHolderCanHandOver() {
    Claim one = claim("t-1");
    Claim other = claim("t-2");
    use(one);

    handOver(other);

    assertThat(use(other)).isEmpty();
  }

  @Test
  void theSameTaskGetsTheRightAgainWithAHigherFence() {
    Claim claim = claim("t-1");
    long first = use(claim).orElseThrow();

    assertThat(use(claim).orElseThrow()).isGreaterThan(first);
    assertThat(users()).containsExactly("t-1");
  }

  @Test
  void theRightOfATaskWhoseWorkerIsDeadOrWaitsIsFree() {
    Claim one = claim("t-1");
    Claim other = claim("t-2");
    use(one);

    unitOfWork.<Void>await(() -> tasks.postpone(one, Duration.ofHours(1), 1));

    assertThat(use(other)).isPresent();
    assertThat(use(one)).as("now the other one has it").isEmpty();
  }

  @Test
  void onlyWhoReleasesLastIsTheLast() {
    Claim one = claim("t-1");
    Claim other = claim("t-2");
    use(one);
    handOver(one);
    use(other);
    handOver(other);

    assertThat(release(one).map(Release::last)).contains(false);
    handOver(one);
    assertThat(release(other).map(Release::last)).contains(true);
    assertThat(users()).isEmpty();
  }

  @Test
  void releasingAgainAfterACrashSaysTheSame() {
    Claim claim = claim("t-1");
    use(claim);

    Release first = release(claim).orElseThrow();
    Release second = release(claim).orElseThrow();

    assertThat(List.of(first.last(), second.last())).containsExactly(true, true);
    assertThat(second.fence()).isGreaterThan(first.fence());
  }

  @Test
  void aFailedJobDoesNotReleaseWhatAnEarlierJobOfTheTenantUses() {
    Claim other = claim("t-2");
    Claim one = claim("t-1");
    use(one);
    handOver(one);

    Database.change(
        Database.INSTALLER, "update landlord_use set tenant_id = 't-2' where module = ?", name);

    assertThat(release(other).map(Release::last)).contains(false);
    assertThat(users()).containsExactly("t-2");
  }

  @Test
  void ofManyAtTheSameTimeOneGetsTheRight() {
    List<Claim> claims = IntStream.range(0, 8).mapToObj(number -> claim("t-" + number)).toList();

    List<CompletableFuture<Optional<Long>>> rights =
        claims.stream().map(one -> CompletableFuture.supplyAsync(() -> use(one))).toList();

    assertThat(rights.stream().map(CompletableFuture::join).flatMap(Optional::stream)).hasSize(1);
    assertThat(users()).hasSize(1);
  }

  @Test
  void aWorkerThatLostTheTaskGetsNothingAndHandsNothingOver() {
    Claim stale = claim("t-1");
    Claim successor = claimedAgain(stale);

    assertThat(use(stale)).isEmpty();
    assertThat(release(stale)).isEmpty();
    assertThat(users()).isEmpty();
    assertThat(use(successor)).isPresent();
    handOver(stale);
    assertThat(use(claim("t-2"))).as("the successor still has the right").isEmpty();
  }

  @Test
  void aTaskThatIsOverGetsNothing() {
    Claim claim = claim("t-1");
    Database.change(
        Database.INSTALLER,
        "update task set state = 'UNDONE', ended_at = now() where id = ?",
        claim.taskId());

    assertThat(use(claim)).isEmpty();
    assertThat(users()).isEmpty();
  }

  /** Another worker takes the task over, because the first one is frozen. */
  private Claim claimedAgain(Claim frozen) {
    Database.change(
        Database.INSTALLER,
        "update task set lease_until = now() - interval '1 second' where id = ?",
        frozen.taskId());
    return unitOfWork.await(() -> tasks.claim("another", LEASE)).orElseThrow();
  }

  private Claim claim(String tenant) {
    Job job = jobOf(tenant, name);
    Origin origin = new Origin(Optional.empty(), Optional.empty());
    unitOfWork.await(() -> tasks.addJob(job, origin));
    return unitOfWork.await(() -> tasks.claim("test", LEASE)).orElseThrow();
  }

  private Optional<Long> use(Claim claim) {
    return unitOfWork.await(() -> uses.use(claim, item));
  }

  private Optional<Release> release(Claim claim) {
    return unitOfWork.await(() -> uses.release(claim, module));
  }

  private void handOver(Claim claim) {
    unitOfWork.<Void>await(() -> uses.handOver(claim, module));
  }

  private List<String> users() {
    return Database.read(
        Database.INSTALLER, "select tenant_id from landlord_use where module = ? order by 1", name);
  }
}
