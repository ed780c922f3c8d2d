package io.tenantry.tenantmodule.application;

import static io.tenantry.tenantmodule.domain.Fixtures.ACME;
import static io.tenantry.tenantmodule.domain.Fixtures.CARD;
import static io.tenantry.tenantmodule.domain.Fixtures.NOW;
import static io.tenantry.tenantmodule.domain.Fixtures.readyTenant;
import static io.tenantry.tenantmodule.domain.ModuleInPlan.module;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.tenantmodule.application.job.RequestOutcome;
import io.tenantry.tenantmodule.application.job.RetryOutcome;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.job.Restore;
import io.tenantry.tenantmodule.domain.keptdata.KeptData;
import io.tenantry.tenantmodule.domain.keptdata.KeptDataStatus;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of data that a removed card has left. */
class KeepingDataTest {

  private static final UUID DATA = new UUID(7, 7);
  private static final TenantId NOBODY = new TenantId("nobody");

  private final Service service = new Service();

  @BeforeEach
  void aCardHasLeftItsData() {
    service.tenants.has(readyTenant());
    service.keptData.has(data(DATA, CARD, KeptDataStatus.KEPT));
  }

  @Test
  void theInstallerIsToldToPurgeItOnce() {
    assertThat(service.purge(ACME, DATA)).isEqualTo("PURGING");
    assertThat(service.purge(ACME, DATA)).isEqualTo("PURGING");

    assertThat(status()).isEqualTo(KeptDataStatus.PURGING);
    assertThat(service.told.events)
        .containsExactly("purge of digital_card asked by ada@acme.example");
    assertThat(service.told.audit)
        .containsExactly("acme: kept-data.purge-requested " + DATA + " PURGING");
  }

  @Test
  void itIsForgottenWhenItIsGone() {
    service.purge(ACME, DATA);

    service.purged(ACME, DATA);
    service.purged(ACME, DATA);

    assertThat(service.keptData.data).isEmpty();
    assertThat(service.told.audit).last().isEqualTo("acme: kept-data.purged " + DATA + " PURGED");
    assertThat(service.told.ignored).containsExactly("purged " + DATA + " UNKNOWN");
  }

  @Test
  void whatTheTenantDoesNotHaveIsNotPurged() {
    assertThat(service.purge(ACME, UUID.randomUUID())).isEqualTo("no such data");
    assertThat(service.purge(NOBODY, DATA)).isEqualTo("no such tenant");
    assertThat(service.told.events).isEmpty();
  }

  @Test
  void anInstallationBeginsWithIt() {
    Job job = restoring();

    assertThat(job.restore()).contains(new Restore(DATA, "1.0.0"));
    assertThat(status()).isEqualTo(KeptDataStatus.RESTORING);
    service.reserve(job, module("identity").planned(), module("digital_card").planned());

    assertThat(service.told.restores).containsOnlyKeys("digital_card").containsValue("1.0.0");
    service.complete(job);
    assertThat(service.keptData.data).isEmpty();
    assertThat(service.told.audit)
        .contains("acme: kept-data.restored " + DATA + " digital_card 1.0.0");
  }

  @Test
  void whatIsBeingRestoredIsNotPurged() {
    restoring();
    service.clock.advance(Service.RETENTION.plus(Duration.ofDays(1)));

    assertThat(service.purge(ACME, DATA)).isEqualTo("refused: RESTORING");
    Service.done(service.sweepKeptData.sweep());

    assertThat(status()).isEqualTo(KeptDataStatus.RESTORING);
    assertThat(service.told.audit)
        .last()
        .isEqualTo("acme: kept-data.purge-requested " + DATA + " REFUSED RESTORING");
  }

  @Test
  void itIsKeptAgainWhenTheInstallationFails() {
    Job job = restoring();
    service.reserve(job, module("digital_card").planned());
    service.rollBack(job);

    assertThat(status()).isEqualTo(KeptDataStatus.KEPT);
    RetryOutcome again = service.retry(service.now(job));
    Job retried = ((RequestOutcome.Accepted) ((RetryOutcome.Requested) again).outcome()).job();
    assertThat(retried.restore()).contains(new Restore(DATA, "1.0.0"));
    assertThat(status()).isEqualTo(KeptDataStatus.RESTORING);
  }

  @Test
  void itIsKeptAgainWhenTheInstallationIsCancelled() {
    service.cancel(restoring());

    assertThat(status()).isEqualTo(KeptDataStatus.KEPT);
  }

  @Test
  void aRetryIsRefusedWhenItWasPurgedMeanwhile() {
    Job job = restoring();
    service.reject(job);
    service.purge(ACME, DATA);

    RetryOutcome again = service.retry(service.now(job));

    assertThat(((RetryOutcome.Requested) again).outcome())
        .isEqualTo(new RequestOutcome.NotRestorable(DATA, CARD));
  }

  @Test
  void whatIsUnknownOrOfAnotherModuleOrBeingPurgedCannotBeRestored() {
    UUID unknown = UUID.randomUUID();
    assertThat(service.restore(ACME, "digital_card", unknown))
        .isEqualTo(new RequestOutcome.NotRestorable(unknown, CARD));
    ModuleName mail = new ModuleName("mail");
    assertThat(service.restore(ACME, "mail", DATA))
        .isEqualTo(new RequestOutcome.NotRestorable(DATA, mail));
    service.purge(ACME, DATA);
    assertThat(service.restore(ACME, "digital_card", DATA))
        .isEqualTo(new RequestOutcome.NotRestorable(DATA, CARD));
    assertThat(service.told.audit)
        .contains("acme: installation.requested mail REFUSED NotRestorable");
  }

  @Test
  void dataOfANewerVersionIsNotRestored() {
    service.keptData.has(
        new KeptData(DATA, ACME, CARD, "2.0.0", UUID.randomUUID(), NOW, NOW, KeptDataStatus.KEPT));
    Job job = restoring();

    service.reserve(job, module("digital_card").planned());

    assertThat(service.now(job).state()).isEqualTo(JobState.FAILED);
    assertThat(service.now(job).problem().orElseThrow().code()).isEqualTo("kept-data-newer");
    assertThat(service.now(job).problem().orElseThrow().detail())
        .isEqualTo(
            "The kept data was made with digital_card 2.0.0, which is newer than 1.0.0; ask for"
                + " that version.");
  }

  @Test
  void itIsNotLostWhenTheModuleHasComeMeanwhile() {
    Job job = restoring();

    service.reserve(job);

    assertThat(service.now(job).problem().orElseThrow().code())
        .isEqualTo("nothing-to-restore-into");
    assertThat(status()).isEqualTo(KeptDataStatus.KEPT);
  }

  @Test
  void whatNobodyWantsBackInTimeIsPurged() {
    UUID younger = UUID.randomUUID();
    service.clock.advance(Service.RETENTION);
    service.keptData.has(
        new KeptData(
            younger,
            ACME,
            CARD,
            "1.0.0",
            UUID.randomUUID(),
            NOW,
            service.clock.instant().plusSeconds(1),
            KeptDataStatus.KEPT));

    Service.done(service.sweepKeptData.sweep());
    Service.done(service.sweepKeptData.sweep());

    assertThat(status()).isEqualTo(KeptDataStatus.PURGING);
    assertThat(service.keptData.statusOf(younger)).isEqualTo(KeptDataStatus.KEPT);
    assertThat(service.told.events).containsExactly("purge of digital_card asked by retention");
  }

  private Job restoring() {
    return ((RequestOutcome.Accepted) service.restore(ACME, "digital_card", DATA)).job();
  }

  private KeptDataStatus status() {
    return service.keptData.statusOf(DATA);
  }

  private static KeptData data(UUID id, ModuleName module, KeptDataStatus status) {
    return new KeptData(
        id, ACME, module, "1.0.0", UUID.randomUUID(), NOW, NOW.plus(Service.RETENTION), status);
  }
}
