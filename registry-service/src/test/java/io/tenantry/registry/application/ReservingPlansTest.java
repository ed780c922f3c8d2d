package io.tenantry.registry.application;

import static io.tenantry.registry.domain.Fixtures.published;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.registry.adapter.out.sat.Sat;
import io.tenantry.registry.adapter.out.semver.Npm;
import io.tenantry.registry.domain.Fixtures;
import io.tenantry.registry.domain.InstalledAs;
import io.tenantry.registry.domain.InstalledModule;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.Reservation.State;
import io.tenantry.registry.domain.Version;
import io.tenantry.registry.domain.VersionStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReservingPlansTest {

  private static final Clock CLOCK = Clock.fixed(Fixtures.NOW, ZoneOffset.UTC);

  private final InMemory registry = new InMemory();
  private final ReservePlan reserve =
      new ReservePlan(
          registry,
          Sat.resolver(),
          registry,
          registry,
          registry,
          Npm.notation(),
          registry,
          registry,
          CLOCK);
  private final SettleReservation settle =
      new SettleReservation(registry, registry, registry, CLOCK);
  private UUID job = UUID.randomUUID();
  private List<InstalledModule> installed = List.of();
  private ReservePlan.Kind kind = ReservePlan.Kind.INSTALL;
  private boolean removeUnused;

  @Test
  void aPlanIsReservedWithEverythingTheModuleNeeds() {
    registry.has(published("card", "1.0.0", "identity ^1"), published("identity", "1.2.0"));

    request("card", "*");

    assertThat(registry.events).containsExactly("planReserved [identity@1.2.0, card@1.0.0]");
    assertThat(registry.reservations.get(job).state()).isEqualTo(State.RESERVED);
  }

  @Test
  void aDraftIsInNoPlan() {
    registry.has(Fixtures.draft("card", "1.0.0"));

    request("card", "*");

    assertThat(registry.events).containsExactly("planRejected unknown-module");
  }

  @Test
  void aDeprecatedVersionIsInAPlanWhereItIsAskedForExactly() {
    registry.has(deprecated("card", "1.1.0"), published("card", "1.0.0"));

    request("card", "^1");
    assertThat(registry.events).containsExactly("planReserved [card@1.0.0]");

    registry.reservations.clear();
    request("card", "1.1.0");
    assertThat(registry.events).last().isEqualTo("planReserved [card@1.1.0]");
  }

  @Test
  void aWithdrawnVersionIsInNoNewPlanAndStaysInThoseThatWereMade() {
    registry.has(published("card", "1.0.0"));
    request("card", "1.0.0");
    registry.has(published("card", "1.0.0").with(VersionStatus.WITHDRAWN, "broken", Fixtures.NOW));

    request("card", "1.0.0");
    assertThat(registry.events)
        .containsExactly("planReserved [card@1.0.0]", "planReserved [card@1.0.0]");

    registry.reservations.clear();
    request("card", "1.0.0");
    assertThat(registry.events).last().isEqualTo("planRejected unknown-module");
  }

  private static ModuleVersion deprecated(String name, String version) {
    return published(name, version).with(VersionStatus.DEPRECATED, "old", Fixtures.NOW);
  }

  @Test
  void whatTheTenantHasIsInNoPlan() {
    registry.has(published("card", "1.0.0", "identity ^1"), published("identity", "1.2.0"));
    registry.has(published("identity", "1.0.0"));
    installed =
        List.of(
            new InstalledModule(
                new ModuleName("identity"), Version.of("1.0.0"), InstalledAs.REQUESTED));

    request("card", "*");

    assertThat(registry.events).containsExactly("planReserved [card@1.0.0]");
  }

  @Test
  void aRequestThatCannotBePlannedIsRejectedWithTheReason() {
    registry.has(published("card", "1.0.0"));

    request("card", "^2");

    assertThat(registry.events).containsExactly("planRejected no-version-in-range");
    assertThat(registry.reservations.get(job).explanation()).contains("there is only 1.0.0");
  }

  @Test
  void aTextThatIsNoRangeIsRejected() {
    registry.has(published("card", "1.0.0"));

    request("card", "newest");

    assertThat(registry.events).containsExactly("planRejected invalid-range");
  }

  @Test
  void whatIsNoInstallationIsRejected() {
    kind = ReservePlan.Kind.OTHER;

    request("card", "*");

    assertThat(registry.events).containsExactly("planRejected kind-not-supported");
  }

  @Test
  void anUpgradedModuleIsInItsPlanWithTheVersionsBeforeAndAfter() {
    registry.has(published("card", "1.0.0"), published("card", "1.1.0", "identity ^1"));
    registry.has(published("identity", "1.2.0"));
    upgrading("card", "1.0.0");

    request("card", "^1");

    assertThat(plan())
        .containsExactly("INSTALL identity 1.2.0", "UPGRADE card 1.1.0 from 1.0.0 REQUESTED");
  }

  @Test
  void aModuleThatKeepsItsVersionIsInThePlanOfItsUpgrade() {
    registry.has(published("card", "1.0.0"), published("card", "1.1.0"));
    upgrading("card", "1.0.0");

    request("card", "1.0.0");

    assertThat(plan()).containsExactly("UPGRADE card 1.0.0 from 1.0.0 REQUESTED");
    assertThat(registry.events).containsExactly("planReserved [card@1.0.0]");
  }

  @Test
  void soIsOneWhoseVersionNobodyElseGetsAnyMore() {
    registry.has(published("card", "1.1.0"));
    registry.has(published("card", "1.0.0").with(VersionStatus.WITHDRAWN, "broken", Fixtures.NOW));
    upgrading("card", "1.0.0");

    request("card", "1.0.0");

    assertThat(plan()).containsExactly("UPGRADE card 1.0.0 from 1.0.0 REQUESTED");
  }

  @Test
  void soIsAPrereleaseThatTheTenantHas() {
    registry.has(published("card", "1.0.0-rc.1"), published("card", "1.0.0"));
    upgrading("card", "1.0.0-rc.1");

    request("card", "1.0.0-rc.1");

    assertThat(plan()).containsExactly("UPGRADE card 1.0.0-rc.1 from 1.0.0-rc.1 REQUESTED");
  }

  @Test
  void oneThatKeepsItsVersionComesAfterWhatHasToComeNew() {
    registry.has(published("card", "1.0.0", "identity ^1"), published("identity", "1.2.0"));
    upgrading("card", "1.0.0");

    request("card", "1.0.0");

    assertThat(plan())
        .containsExactly("INSTALL identity 1.2.0", "UPGRADE card 1.0.0 from 1.0.0 REQUESTED");
  }

  @Test
  void aModuleThatIsNotInstalledCannotBeUpgraded() {
    registry.has(published("card", "1.0.0"));
    kind = ReservePlan.Kind.UPGRADE;

    request("card", "*");

    assertThat(registry.events).containsExactly("planRejected not-installed");
  }

  @Test
  void anUninstallationOffersTheDependenciesThatItLeaves() {
    aCardWithItsDependency();

    request("card", "*");

    assertThat(plan()).containsExactly("REMOVE card 1.0.0 from 1.0.0 REQUESTED");
    assertThat(unused()).containsExactly("identity");
  }

  @Test
  void anUninstallationRemovesThemWhereThatIsAskedFor() {
    aCardWithItsDependency();
    removeUnused = true;

    request("card", "*");

    assertThat(plan())
        .containsExactly(
            "REMOVE card 1.0.0 from 1.0.0 REQUESTED",
            "REMOVE identity 1.2.0 from 1.2.0 DEPENDENCY");
    assertThat(unused()).isEmpty();
  }

  @Test
  void usageEndsOnceWithTheUninstallation() {
    aCardWithItsDependency();
    registry.usage.put("acme/card", "1.0.0");
    registry.usage.put("acme/identity", "1.2.0");
    request("card", "*");

    settle.onSucceeded(UUID.randomUUID(), job, Fixtures.NOW).await().indefinitely();
    assertThat(registry.usage).containsExactly(Map.entry("acme/identity", "1.2.0"));

    registry.usage.put("acme/card", "1.0.0");
    settle.onSucceeded(UUID.randomUUID(), job, Fixtures.NOW).await().indefinitely();
    assertThat(registry.usage).containsKey("acme/card");
  }

  @Test
  void anUpgradeOffersNothing() {
    registry.has(published("card", "1.0.0", "identity ^1"), published("card", "1.1.0"));
    registry.has(published("identity", "1.2.0"));
    kind = ReservePlan.Kind.UPGRADE;
    installed =
        List.of(
            has("card", "1.0.0", InstalledAs.REQUESTED),
            has("identity", "1.2.0", InstalledAs.DEPENDENCY));

    request("card", "*");

    assertThat(plan()).containsExactly("UPGRADE card 1.1.0 from 1.0.0 REQUESTED");
    assertThat(unused()).isEmpty();
  }

  private void aCardWithItsDependency() {
    registry.has(published("card", "1.0.0", "identity ^1"), published("identity", "1.2.0"));
    kind = ReservePlan.Kind.UNINSTALL;
    installed =
        List.of(
            has("card", "1.0.0", InstalledAs.REQUESTED),
            has("identity", "1.2.0", InstalledAs.DEPENDENCY));
  }

  private static InstalledModule has(String module, String version, InstalledAs installedAs) {
    return new InstalledModule(new ModuleName(module), Version.of(version), installedAs);
  }

  private List<String> unused() {
    return registry.reservations.get(job).unused().stream().map(ModuleName::value).toList();
  }

  @Test
  void usageStaysWithTheVersionThatStays() {
    registry.has(published("card", "1.0.0"), published("card", "1.1.0"));
    registry.usage.put("acme/card", "1.0.0");
    upgrading("card", "1.0.0");
    request("card", "1.0.0");

    settle.onSucceeded(UUID.randomUUID(), job, Fixtures.NOW).await().indefinitely();

    assertThat(registry.usage).containsExactly(Map.entry("acme/card", "1.0.0"));
    assertThat(registry.reservations.get(job).state()).isEqualTo(State.SETTLED);
  }

  @Test
  void aRepeatedRequestGetsTheSamePlanAlthoughTheCatalogueHasMoved() {
    registry.has(published("card", "1.0.0"));
    request("card", "*");
    registry.has(published("card", "1.1.0"));

    request("card", "*");

    assertThat(registry.events)
        .containsExactly("planReserved [card@1.0.0]", "planReserved [card@1.0.0]");
  }

  @Test
  void aRepeatedRequestGetsTheSameRefusalAlthoughTheCatalogueHasMoved() {
    request("card", "*");
    registry.has(published("card", "1.1.0"));

    request("card", "*");

    assertThat(registry.events)
        .containsExactly("planRejected unknown-module", "planRejected unknown-module");
  }

  @Test
  void theSameEventTwiceIsAnsweredOnce() {
    registry.has(published("card", "1.0.0"));
    UUID event = UUID.randomUUID();

    request(event, "card", "*");
    request(event, "card", "*");

    assertThat(registry.events).hasSize(1);
  }

  @Test
  void aReservationBecomesUsageWhenTheJobSucceeds() {
    registry.has(published("card", "1.0.0", "identity ^1"), published("identity", "1.2.0"));
    request("card", "*");

    settle.onSucceeded(UUID.randomUUID(), job, Fixtures.NOW).await().indefinitely();

    assertThat(registry.usage)
        .containsEntry("acme/card", "1.0.0")
        .containsEntry("acme/identity", "1.2.0");
    assertThat(registry.reservations.get(job).state()).isEqualTo(State.SETTLED);
  }

  @Test
  void theEndOfAnEarlierJobThatComesLateDoesNotBringTheModuleBack() {
    registry.has(published("card", "1.0.0"));
    request("card", "*");
    UUID installation = job;
    job = UUID.randomUUID();
    kind = ReservePlan.Kind.UNINSTALL;
    installed =
        List.of(
            new InstalledModule(
                new ModuleName("card"), Version.of("1.0.0"), InstalledAs.REQUESTED));
    request("card", "*");

    succeed(job, Fixtures.NOW.plusSeconds(2));
    succeed(installation, Fixtures.NOW.plusSeconds(1));

    assertThat(registry.usage).isEmpty();
    assertThat(registry.reservations.get(installation).state()).isEqualTo(State.SETTLED);
  }

  private void succeed(UUID over, Instant endedAt) {
    settle.onSucceeded(UUID.randomUUID(), over, endedAt).await().indefinitely();
  }

  @Test
  void aReservationIsReleasedWhenTheJobFails() {
    registry.has(published("card", "1.0.0"));
    request("card", "*");

    release(job);

    assertThat(registry.usage).isEmpty();
    assertThat(registry.reservations.get(job).state()).isEqualTo(State.RELEASED);
  }

  @Test
  void aSettledReservationStaysSettled() {
    registry.has(published("card", "1.0.0"));
    request("card", "*");
    settle.onSucceeded(UUID.randomUUID(), job, Fixtures.NOW).await().indefinitely();

    release(job);

    assertThat(registry.reservations.get(job).state()).isEqualTo(State.SETTLED);
  }

  @Test
  void theEndOfAJobThatHadNoPlanChangesNothing() {
    request("card", "*");

    release(job);

    assertThat(registry.reservations.get(job).state()).isEqualTo(State.REJECTED);
  }

  @Test
  void aRequestThatComesAfterTheEndOfItsJobReservesNothing() {
    registry.has(published("card", "1.0.0"));
    release(job);

    request("card", "*");

    assertThat(registry.reservations.get(job).state()).isEqualTo(State.RELEASED);
    assertThat(registry.events).isEmpty();
  }

  @Test
  void aPlanThatWasGivenBackIsNotPromisedAgain() {
    registry.has(published("card", "1.0.0"));
    request("card", "*");
    release(job);

    request("card", "*");

    assertThat(registry.events).containsExactly("planReserved [card@1.0.0]");
  }

  @Test
  void theSuccessOfAJobThatNobodyKnowsChangesNothing() {
    settle.onSucceeded(UUID.randomUUID(), job, Fixtures.NOW).await().indefinitely();

    assertThat(registry.reservations).isEmpty();
    assertThat(registry.usage).isEmpty();
  }

  private void upgrading(String module, String version) {
    kind = ReservePlan.Kind.UPGRADE;
    installed =
        List.of(
            new InstalledModule(
                new ModuleName(module), Version.of(version), InstalledAs.REQUESTED));
  }

  /** What is reserved, in its order. */
  private List<String> plan() {
    return registry.reservations.get(job).items().stream()
        .map(
            item ->
                item.from()
                    .map(
                        from ->
                            "%s %s %s from %s %s"
                                .formatted(
                                    item.action(),
                                    item.module(),
                                    item.version(),
                                    from,
                                    item.installedAs()))
                    .orElseGet(() -> item.action() + " " + item.module() + " " + item.version()))
        .toList();
  }

  private void release(UUID over) {
    settle.onFailed(UUID.randomUUID(), over, "acme").await().indefinitely();
  }

  private void request(String module, String range) {
    request(UUID.randomUUID(), module, range);
  }

  private void request(UUID event, String module, String range) {
    reserve
        .on(
            new ReservePlan.JobRequested(
                event,
                job,
                "acme",
                kind,
                new ModuleName(module),
                range,
                installed,
                false,
                removeUnused,
                Fixtures.NOW.plusSeconds(60),
                new Origin(
                    "tenant-module-service",
                    "event " + event,
                    Optional.of(event),
                    Optional.empty())))
        .await()
        .indefinitely();
  }
}
