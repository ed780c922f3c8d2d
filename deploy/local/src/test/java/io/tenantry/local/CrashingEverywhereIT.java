package io.tenantry.local;

import static io.tenantry.local.RunningPlatform.DIGITAL_CARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.local.RunningPlatform.Running;
import io.tenantry.local.client.ModuleCopy;
import io.tenantry.local.client.ModuleSource;
import io.tenantry.testkit.infrastructure.PlatformDatabases;
import io.tenantry.testkit.modules.ModulePackager;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The three services are killed at their crash points, with {@code -Dcrash-points=all} at every
 * one, while jobs go all the ways that there are. Nobody helps: a service is started again, that is
 * all.
 */
@ExtendWith(CrashingPlatform.class)
class CrashingEverywhereIT {

  private static final String BROKEN = "digital_card_broken";
  private static final GatedModule GATED = new GatedModule("gated", "{citext: '*'}");

  private final Running running;
  private final CrashWalks walks;
  private final InsistentUser user;
  @TempDir private Path directory;

  CrashingEverywhereIT(Running running) {
    this.running = running;
    this.walks = CrashWalks.of(running.platform());
    this.user = new InsistentUser(running, walks);
  }

  @Test
  void everyJobEndsByItselfWithAllOrNothing() {
    try (CrashWalks walking = walks) {
      user.publish(ModuleSource.of("digital-card-broken"));
      user.publish(GATED.in(directory));
      aVersionComesAndGoes();
      String tenant = user.newTenant();
      Traces untouched = traces(tenant);
      anInstallationSucceeds(tenant);
      itsDataComesBackAndGoesForGood(tenant, untouched);
      aServiceSetsUpOnce(tenant);
      anInstallationIsRefused(tenant);
      anInstallationFailsAndIsRetried(tenant);
      anUndoFailsAndIsTriedAgain(tenant);
      anUndoFailsAndAnOperatorCleansUp(tenant);
      oneInstallationMakesTwoOthersWaitThatAreStopped(tenant, user.newTenant(), user.newTenant());

      walks.arePast("reservations-swept");
      walking.assertNothingIsLeft();
    }
  }

  private void aVersionComesAndGoes() {
    ModuleSource fleeting = new GatedModule("fleeting").in(directory);
    String path = "/v1/modules/%s/versions/%s".formatted(fleeting.name(), fleeting.version());
    user.publish(fleeting);
    byte[] others = ModulePackager.pack(Map.of("module.yaml", "manifest: 1"));
    user.insist(() -> running.api().registry().putZip(path + "/package", others).orFailUnless(409));
    for (String change : List.of("deprecate", "withdraw")) {
      user.insist(() -> running.api().registry().post(path + "/" + change).orFailUnless(200));
    }
  }

  private void anInstallationSucceeds(String tenant) {
    allowEverything(tenant);

    assertThat(stateOf(user.ended(tenant, user.request(tenant, DIGITAL_CARD))))
        .isEqualTo("SUCCEEDED");

    assertThat(user.moduleStatus(tenant, DIGITAL_CARD)).isEqualTo("ACTIVE");
    traces(tenant).areThoseOf(DIGITAL_CARD, 10);
  }

  private void itsDataComesBackAndGoesForGood(String tenant, Traces untouched) {
    assertThat(stateOf(user.ended(tenant, user.uninstall(tenant, DIGITAL_CARD, "keep"))))
        .isEqualTo("SUCCEEDED");
    assertThat(stateOf(user.ended(tenant, user.restore(tenant, DIGITAL_CARD))))
        .isEqualTo("SUCCEEDED");
    traces(tenant).areThoseOf(DIGITAL_CARD, 10);

    assertThat(stateOf(user.ended(tenant, user.uninstall(tenant, DIGITAL_CARD, "keep"))))
        .isEqualTo("SUCCEEDED");
    user.purge(tenant);

    user.keepsNothing(tenant);
    untouched.areNone(DIGITAL_CARD);
  }

  private void aServiceSetsUpOnce(String tenant) {
    ModuleSource served =
        ModuleCopy.of(ModuleSource.of("digital-card"), "served").withService("5m").in(directory);
    user.publish(served);
    try (CardServiceProcess service = CardServiceProcess.of(running, served.name(), directory)) {
      service.startAndAwait();

      assertThat(stateOf(user.ended(tenant, user.request(tenant, served.name()))))
          .isEqualTo("SUCCEEDED");

      walks.arePast("participant-asked", "answer-taken");
      assertThat(service.book())
          .containsExactly("DONE %s %s 1.0.0 INSTALL".formatted(tenant, served.name()));
    }
  }

  private void anInstallationIsRefused(String tenant) {
    user.insist(
        () -> running.api().tenantAdmin(tenant).get("/v1/tenants/another").orFailUnless(404));

    String job = user.requestOnce(tenant, "time_travel");

    assertThat(stateOf(user.ended(tenant, job))).isEqualTo("FAILED");
    assertThat(user.requestOnce(tenant, "time_travel")).isEqualTo(job);
  }

  private void anInstallationFailsAndIsRetried(String tenant) {
    Traces traces = traces(tenant);
    String failed = user.request(tenant, BROKEN);
    assertFailedAtItsScript(user.ended(tenant, failed));
    traces.areNone(BROKEN);

    assertFailedAtItsScript(user.ended(tenant, user.retry(tenant, BROKEN, failed)));
    traces.areNone(BROKEN);
  }

  private void anUndoFailsAndIsTriedAgain(String tenant) {
    Traces traces = traces(tenant);
    String job = jobWhoseUndoFailed(tenant);

    user.resolve(job, Map.of("action", "UNDO_AGAIN"));

    assertThat(stateOf(user.ended(tenant, job))).isEqualTo("FAILED");
    traces.areNone(BROKEN);
  }

  private void anUndoFailsAndAnOperatorCleansUp(String tenant) {
    String job = jobWhoseUndoFailed(tenant);
    aSuspensionEndsTheQueue(tenant);
    String queued = user.request(tenant, "time_travel");

    user.resolve(job, Map.of("action", "CLEANED_UP", "note", "Dropped by hand."));

    assertThat(stateOf(user.ended(tenant, job))).isEqualTo("FAILED");
    assertThat(stateOf(user.ended(tenant, queued))).isEqualTo("FAILED");
    walks.arePast("resolution-taken");
    traces(tenant).isUsedByNobody(BROKEN);
  }

  private void aSuspensionEndsTheQueue(String tenant) {
    String queued = user.request(tenant, "time_travel");
    user.suspend(tenant);

    JsonNode ended = user.ended(tenant, queued);

    assertThat(ended.at("/problem/code").textValue()).isEqualTo("tenant-suspended");
    user.resume(tenant);
  }

  private void oneInstallationMakesTwoOthersWaitThatAreStopped(
      String one, String cancelled, String late) {
    Traces ofCancelled = traces(cancelled);
    Traces ofLate = traces(late);
    String first;
    String second;
    String third;
    try (Gate gate =
        Gate.closedIn(running.infrastructure().postgres(), PlatformDatabases.LANDLORD)) {
      first = user.request(one, GATED.name());
      gate.awaitVisitorsBeside(List.of());
      second = user.request(cancelled, GATED.name());
      third = user.request(late, GATED.name());
      user.isRunning(cancelled, second);
      user.isRunning(late, third);
      walks.arePast("lease-prolonged", "task-postponed");

      user.cancel(cancelled, second);
      passDeadlineOf(third);
      walks.arePast("stop-taken", "deadline-enforced");
      awaitStopOf(second);
      awaitStopOf(third);
    }
    assertThat(stateOf(user.ended(one, first))).isEqualTo("SUCCEEDED");
    traces(one).areThoseOf(GATED.name(), GatedModule.TENANT_MIGRATIONS);
    assertThat(stateOf(user.ended(cancelled, second))).isEqualTo("FAILED");
    ofCancelled.areNone(GATED.name());
    assertThat(stateOf(user.ended(late, third))).isEqualTo("FAILED");
    ofLate.areNone(GATED.name());
  }

  private String jobWhoseUndoFailed(String tenant) {
    TenantDatabase database = user.databaseOf(tenant);
    database.protectSchemas();
    String job = user.request(tenant, BROKEN);
    assertThat(stateOf(user.ended(tenant, job))).isEqualTo("MANUAL_INTERVENTION");
    database.protectSchemasNoMore();
    return job;
  }

  private void allowEverything(String tenant) {
    user.insist(
        () ->
            running
                .api()
                .tenants()
                .put(
                    "/v1/tenants/" + tenant + "/subscription",
                    Map.of("plan", "all", "everything", true))
                .orFailUnless(200));
  }

  private void passDeadlineOf(String job) {
    new TenantDatabase(running, "tenantry_tenant_module")
        .change("update job set deadline = now() where id = '%s'".formatted(job));
  }

  /** A job whose stop comes to the installer after its end has succeeded, which is right. */
  private void awaitStopOf(String job) {
    TenantDatabase installer = new TenantDatabase(running, "tenantry_installer");
    String stop = "select stop_reason from task where id = '%s' and stop_reason is not null";
    await("the installer is told to stop")
        .atMost(Limits.WALK)
        .until(() -> !installer.texts(stop.formatted(job)).isEmpty());
  }

  private Traces traces(String tenant) {
    return Traces.of(running, tenant, user.databaseOf(tenant));
  }

  private static void assertFailedAtItsScript(JsonNode job) {
    assertThat(stateOf(job)).as(job.toString()).isEqualTo("FAILED");
    assertThat(job.at("/problem/sqlState").textValue()).isEqualTo("23514");
  }

  private static String stateOf(JsonNode job) {
    return job.get("state").textValue();
  }
}
