package io.tenantry.tenantmodule.application;

import static io.tenantry.tenantmodule.domain.Fixtures.ACME;
import static io.tenantry.tenantmodule.domain.Fixtures.CARD;
import static io.tenantry.tenantmodule.domain.Fixtures.NOW;
import static io.tenantry.tenantmodule.domain.Fixtures.newTenant;
import static io.tenantry.tenantmodule.domain.Fixtures.readyTenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.tenantmodule.application.job.RequestOutcome;
import io.tenantry.tenantmodule.application.job.RetryOutcome;
import io.tenantry.tenantmodule.domain.Fixtures;
import io.tenantry.tenantmodule.domain.ModuleInPlan;
import io.tenantry.tenantmodule.domain.job.DataChoice;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.job.Resolution;
import io.tenantry.tenantmodule.domain.keptdata.KeptData;
import io.tenantry.tenantmodule.domain.keptdata.KeptDataStatus;
import io.tenantry.tenantmodule.domain.module.InstalledAs;
import io.tenantry.tenantmodule.domain.tenant.Suspension;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SuspendingTenantsTest {

  private static final String REASON = "Invoice 4711 is not paid.";
  private static final UUID DATA = UUID.randomUUID();

  private final Service service = new Service();

  @BeforeEach
  void aTenantIsReady() {
    service.tenants.has(readyTenant());
  }

  @Test
  void itIsToldWhyAndSinceWhen() {
    assertThat(service.suspend(ACME, REASON)).isEqualTo("changed");

    assertThat(service.tenants.get(ACME).suspension()).contains(new Suspension(REASON, NOW));
    assertThat(service.told.audit)
        .containsExactly("acme: tenant.suspended acme ACCEPTED " + REASON);
    assertThat(service.told.origins).containsExactly(Service.OPERATOR);
    assertThat(service.told.events).isEmpty();
  }

  @Test
  void aSecondSuspensionChangesNothing() {
    service.suspend(ACME, REASON);

    assertThat(service.suspend(ACME, "Another one.")).isEqualTo("same as before");

    assertThat(service.tenants.get(ACME).suspension()).contains(new Suspension(REASON, NOW));
    assertThat(service.told.audit).last().asString().endsWith("REFUSED SameAsBefore");
  }

  @Test
  void onlyASuspendedTenantIsResumed() {
    assertThat(service.resume(ACME)).isEqualTo("same as before");
    service.suspend(ACME, REASON);

    assertThat(service.resume(ACME)).isEqualTo("changed");

    assertThat(service.tenants.get(ACME)).isEqualTo(readyTenant());
    assertThat(service.told.audit)
        .containsExactly(
            "acme: tenant.resumed acme REFUSED SameAsBefore",
            "acme: tenant.suspended acme ACCEPTED " + REASON,
            "acme: tenant.resumed acme ACCEPTED");
  }

  @Test
  void nobodyIsNoTenant() {
    TenantId nobody = new TenantId("nobody");

    assertThat(service.suspend(nobody, REASON)).isEqualTo("no such tenant");
    assertThat(service.resume(nobody)).isEqualTo("no such tenant");
  }

  @Test
  void everyNewJobIsRefused() {
    Job failed = service.accepted("mail");
    service.reject(failed);
    service.hasInstalled("digital_card", InstalledAs.REQUESTED);
    service.suspend(ACME, REASON);

    RequestOutcome again = ((RetryOutcome.Requested) service.retry(failed)).outcome();
    List<RequestOutcome> refused =
        List.of(
            service.request(ACME, "printer"),
            service.upgrade(ACME, "digital_card", "^2"),
            service.uninstall(ACME, "digital_card", DataChoice.KEEP, false),
            again);

    assertThat(refused).containsOnly(new RequestOutcome.TenantSuspended(service.tenants.get(ACME)));
    assertThat(service.told.audit)
        .contains("acme: installation.requested printer REFUSED TenantSuspended");
    service.resume(ACME);
    assertThat(service.request(ACME, "printer")).isInstanceOf(RequestOutcome.Accepted.class);
  }

  @Test
  void whatIsQueuedFailsAndWhatHasLeftTheQueueGoesOn() {
    Job running = service.running("digital_card");
    Job first = service.accepted("mail");
    Job second = service.accepted("printer");
    service.suspend(ACME, REASON);
    service.told.forget();

    service.sweep();

    assertThat(state(running)).isEqualTo(JobState.RUNNING);
    for (Job queued : List.of(first, second)) {
      assertThat(state(queued)).isEqualTo(JobState.FAILED);
      assertThat(service.now(queued).problem())
          .contains(JobProblem.refusal("tenant-suspended", "The tenant is suspended: " + REASON));
    }
    assertThat(service.told.events)
        .containsExactly(
            "fact: mail failed, tenant-suspended", "fact: printer failed, tenant-suspended");
    service.complete(running);
    assertThat(state(running)).isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  void aJobThatIsBeingValidatedIsApproved() {
    Job validating = service.accepted("digital_card");
    service.suspend(ACME, REASON);

    service.sweep();
    service.reserve(validating, ModuleInPlan.module("digital_card").planned());

    assertThat(state(validating)).isEqualTo(JobState.RUNNING);
  }

  @Test
  void noJobBeginsAtTheEndOfTheOneBefore() {
    Job running = service.running("digital_card");
    Job queued = service.accepted("mail");
    service.suspend(ACME, REASON);

    service.complete(running);

    assertThat(state(queued)).isEqualTo(JobState.PENDING);
    service.sweep();
    assertThat(state(queued)).isEqualTo(JobState.FAILED);
  }

  @Test
  void whoIsResumedBeforeTheSweepKeepsItsQueue() {
    Job running = service.running("digital_card");
    Job queued = service.accepted("mail");
    service.suspend(ACME, REASON);
    service.resume(ACME);

    service.complete(running);
    service.sweep();

    assertThat(state(queued)).isEqualTo(JobState.VALIDATING);
  }

  @Test
  void aResumptionBetweenTheLookAndTheLockSparesTheQueue() {
    service.tenants.has(newTenant());
    Job queued = service.accepted("mail");
    service.suspend(ACME, REASON);
    service.tenants.afterTheNextLook(() -> service.resume(ACME));

    service.sweep();

    assertThat(state(queued)).isEqualTo(JobState.PENDING);
  }

  @Test
  void theDatabaseOfASuspendedTenantIsMadeAndItsJobsDoNotBegin() {
    service.tenants.has(newTenant().suspended(REASON, NOW));
    UUID event = UUID.randomUUID();

    Service.done(
        service.noteProvisioning.onProvisioned(
            event, ACME, Fixtures.DATABASE, Service.causedBy(event)));

    assertThat(service.tenants.get(ACME)).isEqualTo(readyTenant().suspended(REASON, NOW));
  }

  @Test
  void cancelAndDecisionStayPossible() {
    Job running = service.running("digital_card");
    service.suspend(ACME, REASON);

    assertThat(service.cancel(running)).isEqualTo("RUNNING");
    service.fail(running);
    service.failToRollBack(running);

    assertThat(service.resolve(running, new Resolution.UndoAgain())).isEqualTo("ROLLING_BACK");
    service.failToRollBack(running, 99);
    assertThat(service.resolve(running, new Resolution.CleanedUp("by hand"))).isEqualTo("FAILED");
  }

  @Test
  void keptDataIsNotPurgedBeforeTheTenantIsResumed() {
    service.keptData.has(
        new KeptData(DATA, ACME, CARD, "1.0.0", UUID.randomUUID(), NOW, NOW, KeptDataStatus.KEPT));
    service.suspend(ACME, REASON);

    assertThat(service.purge(ACME, DATA)).isEqualTo("refused: suspended");
    assertThat(service.told.audit)
        .last()
        .isEqualTo("acme: kept-data.purge-requested " + DATA + " REFUSED TenantSuspended");
    service.told.forget();
    Service.done(service.sweepKeptData.sweep());
    assertThat(service.keptData.statusOf(DATA)).isEqualTo(KeptDataStatus.KEPT);
    assertThat(service.told.audit).isEmpty();

    service.resume(ACME);
    Service.done(service.sweepKeptData.sweep());

    assertThat(service.keptData.statusOf(DATA)).isEqualTo(KeptDataStatus.PURGING);
  }

  private JobState state(Job job) {
    return service.now(job).state();
  }
}
