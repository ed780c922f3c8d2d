package io.tenantry.tenantmodule.application;

import static io.tenantry.tenantmodule.application.Service.done;
import static io.tenantry.tenantmodule.application.Service.eventAbout;
import static io.tenantry.tenantmodule.domain.Fixtures.ACME;
import static io.tenantry.tenantmodule.domain.Fixtures.NOW;
import static io.tenantry.tenantmodule.domain.Fixtures.readyTenant;
import static io.tenantry.tenantmodule.domain.ModuleInPlan.module;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.tenantmodule.application.job.RequestOutcome;
import io.tenantry.tenantmodule.application.job.RetryOutcome;
import io.tenantry.tenantmodule.domain.job.DataChoice;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobKind;
import io.tenantry.tenantmodule.domain.job.JobOptions;
import io.tenantry.tenantmodule.domain.job.JobResults;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.job.Resolution;
import io.tenantry.tenantmodule.domain.keptdata.KeptData;
import io.tenantry.tenantmodule.domain.keptdata.KeptDataStatus;
import io.tenantry.tenantmodule.domain.module.InstalledAs;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.subscription.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the request to what is left, and what a tenant has when it fails. */
class UninstallingModulesTest {

  private static final Duration WORK = Duration.ofMinutes(3);
  private static final PlannedModule CARD_GOES = module("digital_card").removed().planned();
  private static final PlannedModule IDENTITY_GOES =
      module("identity").removed().asDependency().planned();

  private final Service service = new Service();
  private Job job;

  @BeforeEach
  void aTenantHasACardAndWhatItNeeds() {
    service.tenants.has(readyTenant());
    service.hasInstalled("digital_card", "{\"a\":1}");
    service.hasInstalled("identity", InstalledAs.DEPENDENCY);
  }

  @Test
  void itIsAskedForWithTheVersionAndTheParametersThatAreInstalled() {
    uninstall(DataChoice.PURGE);

    assertThat(job.kind()).isEqualTo(JobKind.UNINSTALL);
    assertThat(job.versionRange()).isEqualTo("1.0.0");
    assertThat(job.parameters()).isEqualTo("{\"a\":1}");
    assertThat(job.options()).isEqualTo(JobOptions.removing(DataChoice.PURGE, false));
  }

  @Test
  void whatIsNotThereCannotBeUninstalled() {
    assertThat(service.uninstall(ACME, "mail", DataChoice.KEEP, false))
        .isEqualTo(new RequestOutcome.NotInstalled(new ModuleName("mail")));
  }

  @Test
  void everybodyIsToldToStopBeforeTheInstallerBegins() {
    uninstall(DataChoice.KEEP);

    service.reserve(job, CARD_GOES, IDENTITY_GOES);

    assertThat(service.told.events)
        .containsExactly(
            "fact: digital_card 1.0.0 is about to go",
            "fact: identity 1.0.0 is about to go",
            "approved digital_card [digital_card 1.0.0, identity 1.0.0]");
    assertThat(service.told.parameters)
        .isEqualTo(Map.of("digital_card", "{\"a\":1}", "identity", "{}"));
  }

  @Test
  void neitherTheSubscriptionNorTheSchemaOfParametersKeepsAModule() {
    service.subscriptions.has(new Subscription(ACME, "none", false, Set.of(), Set.of()));
    uninstall(DataChoice.KEEP);

    service.reserve(
        job,
        module("digital_card")
            .requiringFeatures("cards")
            .withParametersSchema(Inputs.STRICT)
            .removed()
            .planned());

    assertThat(state()).isEqualTo(JobState.RUNNING);
  }

  @Test
  void whatIsLeftUnusedIsRemembered() {
    uninstall(DataChoice.KEEP);

    done(
        service.approvePlan.onPlanReserved(
            eventAbout(job), List.of(CARD_GOES), List.of(new ModuleName("identity"))));

    assertThat(service.now(job).unused()).containsExactly(new ModuleName("identity"));
  }

  @Test
  void theModulesAreGoneAndTheirDataIsKept() {
    uninstall(DataChoice.KEEP);
    service.reserve(job, CARD_GOES, IDENTITY_GOES);
    service.told.forget();
    service.clock.advance(WORK);

    service.complete(job);

    assertThat(state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(service.modules.modules).isEmpty();
    assertThat(service.told.events)
        .containsExactly(
            "fact: digital_card 1.0.0 is gone, its data kept",
            "fact: identity 1.0.0 is gone, its data kept",
            "ended digital_card SUCCEEDED");
    assertThat(service.keptData.data.values())
        .allSatisfy(
            data -> {
              assertThat(data.status()).isEqualTo(KeptDataStatus.KEPT);
              assertThat(data.jobId()).isEqualTo(job.id());
              assertThat(data.keptAt()).isEqualTo(NOW.plus(WORK));
              assertThat(data.purgeAfter()).isEqualTo(NOW.plus(WORK).plus(Service.RETENTION));
            })
        .extracting(data -> data.module() + " " + data.version())
        .containsExactly("digital_card 1.0.0", "identity 1.0.0");
    assertThat(service.told.audit)
        .filteredOn(entry -> entry.contains("kept-data.kept"))
        .hasSize(2)
        .allMatch(entry -> entry.endsWith("KEPT"));
  }

  @Test
  void dataThatNobodyWantsIsPurgedAfterTheEndWasTold() {
    uninstall(DataChoice.PURGE);
    service.reserve(job, CARD_GOES);
    service.told.forget();

    service.complete(job);

    assertThat(service.told.events)
        .containsExactly(
            "fact: digital_card 1.0.0 is gone, nothing kept",
            "ended digital_card SUCCEEDED",
            "purge of digital_card asked by ada@acme.example");
    assertThat(service.keptData.data.values())
        .extracting(KeptData::status)
        .containsExactly(KeptDataStatus.PURGING);
  }

  @Test
  void aModuleThatLeftNothingIsGoneAllTheSame() {
    uninstall(DataChoice.KEEP);
    service.reserve(job, CARD_GOES);

    done(service.noteCompletion.onCompleted(eventAbout(job), new JobResults(Map.of(), Map.of())));

    assertThat(service.keptData.data).isEmpty();
    assertThat(service.told.events).contains("fact: digital_card 1.0.0 is gone, nothing kept");
  }

  @Test
  void theModulesAreSaidToBeActiveAgainWhenItIsUndone() {
    Map<String, ?> before = Map.copyOf(service.modules.modules);
    uninstall(DataChoice.KEEP);
    service.reserve(job, CARD_GOES, IDENTITY_GOES);
    service.fail(job);
    service.told.forget();

    service.rollBack(job);

    assertThat(state()).isEqualTo(JobState.FAILED);
    assertThat(service.modules.modules).isEqualTo(before);
    assertThat(service.keptData.data).isEmpty();
    assertThat(service.told.events)
        .containsExactly(
            "ended digital_card FAILED",
            "fact: digital_card 1.0.0 is active",
            "fact: identity 1.0.0 is active");
  }

  @Test
  void theyAreToldSoToWhenTheUndoIsDoneByHand() {
    uninstall(DataChoice.PURGE);
    service.reserve(job, CARD_GOES);
    service.fail(job);
    service.failToRollBack(job);
    service.told.forget();

    service.resolve(job, new Resolution.CleanedUp("by hand"));

    assertThat(service.told.events)
        .containsExactly(
            "resolved digital_card: by hand",
            "ended digital_card FAILED",
            "fact: digital_card 1.0.0 is active");
  }

  @Test
  void nobodyHearsOfOneThatIsRefused() {
    uninstall(DataChoice.KEEP);

    service.reject(job);

    assertThat(service.told.events).containsExactly("rejected digital_card unknown-module");
    assertThat(service.modules.modules).hasSize(2);
  }

  @Test
  void whatIsSaidTwiceIsNotedOnce() {
    uninstall(DataChoice.PURGE);
    service.reserve(job, CARD_GOES);
    service.complete(job);
    service.told.forget();

    service.complete(job);
    service.reserve(job, CARD_GOES);

    assertThat(service.told.events).isEmpty();
    assertThat(service.told.ignored).containsExactly("COMPLETED DUPLICATE", "APPROVED DUPLICATE");
  }

  @Test
  void aRetryAsksForTheSame() {
    job =
        ((RequestOutcome.Accepted) service.uninstall(ACME, "digital_card", DataChoice.PURGE, true))
            .job();
    service.reject(job);

    RetryOutcome again = service.retry(service.now(job));

    Job retried = ((RequestOutcome.Accepted) ((RetryOutcome.Requested) again).outcome()).job();
    assertThat(retried.kind()).isEqualTo(JobKind.UNINSTALL);
    assertThat(retried.options()).isEqualTo(JobOptions.removing(DataChoice.PURGE, true));
    assertThat(retried.versionRange()).isEqualTo("1.0.0");
  }

  private void uninstall(DataChoice data) {
    job = service.acceptedUninstall("digital_card", data);
    service.told.forget();
  }

  private JobState state() {
    return service.now(job).state();
  }
}
