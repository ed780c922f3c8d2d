package io.tenantry.tenantmodule.application;

import static io.tenantry.tenantmodule.application.Service.done;
import static io.tenantry.tenantmodule.application.Service.eventAbout;
import static io.tenantry.tenantmodule.domain.Fixtures.ACME;
import static io.tenantry.tenantmodule.domain.Fixtures.CARD;
import static io.tenantry.tenantmodule.domain.Fixtures.NOW;
import static io.tenantry.tenantmodule.domain.Fixtures.readyTenant;
import static io.tenantry.tenantmodule.domain.ModuleInPlan.module;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.tenantmodule.application.job.JobCommand;
import io.tenantry.tenantmodule.domain.Fixtures;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobKind;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.job.Resolution;
import io.tenantry.tenantmodule.domain.module.InstalledAs;
import io.tenantry.tenantmodule.domain.module.InstalledModule;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Upgrades from their approval on, and what a tenant has when they fail. */
class UpgradingModulesTest {

  private static final Duration WORK = Duration.ofMinutes(3);
  private static final PlannedModule CARD_1_1 =
      module("digital_card").upgraded("1.0.0", "1.1.0").planned();

  private final Service service = new Service();
  private InstalledModule before;
  private Job job;

  @BeforeEach
  void anUpgradeWaitsForItsPlan() {
    service.tenants.has(readyTenant());
    service.modules.has(Fixtures.installed(CARD, InstalledAs.DEPENDENCY, "{\"a\":1}"));
    before = card();
    job = service.acceptedUpgrade("digital_card", "^1.1");
    service.told.forget();
    service.clock.advance(WORK);
  }

  @Test
  void theTenantHasTheNewVersionForTheSameReasonAsBefore() {
    service.reserve(job, CARD_1_1);

    service.complete(job);

    assertThat(service.now(job).state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(card().version()).isEqualTo("1.1.0");
    assertThat(card().installedAs()).isEqualTo(InstalledAs.DEPENDENCY);
    assertThat(card().parameters()).isEqualTo("{\"a\":1}");
    assertThat(card().permissions()).extracting("name").containsExactly("digital_card.view");
    assertThat(card().jobId()).isEqualTo(job.id());
    assertThat(card().since()).isEqualTo(NOW.plus(WORK));
  }

  @Test
  void everybodyIsToldFromWhichVersionItCame() {
    service.reserve(job, CARD_1_1);

    service.complete(job);

    assertThat(service.told.events)
        .containsExactly(
            "approved digital_card [digital_card 1.1.0]",
            "fact: digital_card 1.1.0 is upgraded from 1.0.0",
            "ended digital_card SUCCEEDED");
  }

  @Test
  void whatItNeedsNewIsActivatedAndWhatItNeedsNewerIsUpgraded() {
    service.hasInstalled("mail", "{\"from\":\"acme\"}");
    service.reserve(
        job,
        module("identity").asDependency().planned(),
        module("mail").upgraded("1.0.0", "2.0.0").planned(),
        CARD_1_1);
    service.told.forget();

    service.complete(job);

    assertThat(service.told.events)
        .containsExactly(
            "fact: identity 1.0.0 is active",
            "fact: mail 2.0.0 is upgraded from 1.0.0",
            "fact: digital_card 1.1.0 is upgraded from 1.0.0",
            "ended digital_card SUCCEEDED");
    assertThat(installed("identity").installedAs()).isEqualTo(InstalledAs.DEPENDENCY);
    assertThat(installed("identity").parameters()).isEqualTo("{}");
    assertThat(installed("mail").parameters()).isEqualTo("{\"from\":\"acme\"}");
    assertThat(installed("mail").installedAs()).isEqualTo(InstalledAs.REQUESTED);
  }

  @Test
  void newParametersAloneKeepTheVersion() {
    service.cancel(job);
    service.told.forget();
    JobCommand command =
        new JobCommand(
            ACME, JobKind.UPGRADE, CARD, Optional.empty(), Optional.of("{\"a\":2}"), false);
    service.request(command);
    Job change = service.jobs.jobs.values().stream().reduce((first, last) -> last).orElseThrow();
    service.reserve(change, module("digital_card").upgraded("1.0.0", "1.0.0").planned());

    service.complete(change);

    assertThat(card().version()).isEqualTo("1.0.0");
    assertThat(card().parameters()).isEqualTo("{\"a\":2}");
    assertThat(service.told.parameters).isEqualTo(Map.of("digital_card", "{\"a\":2}"));
    assertThat(service.told.events).contains("fact: digital_card 1.0.0 is upgraded from 1.0.0");
  }

  @Test
  void aModuleStaysAsItWasWhenItsUpgradeIsRefused() {
    service.reject(job);

    assertThat(service.now(job).state()).isEqualTo(JobState.FAILED);
    assertThat(card()).isEqualTo(before);
    assertThat(service.told.events).containsExactly("rejected digital_card unknown-module");
  }

  @Test
  void aModuleStaysAsItWasWhenItsUpgradeIsCancelled() {
    service.cancel(job);

    assertThat(card()).isEqualTo(before);
    assertThat(service.told.events).containsExactly("rejected digital_card cancelled");
  }

  @Test
  void aModuleStaysAsItWasWhenItsUpgradeIsUndone() {
    service.reserve(job, CARD_1_1);
    service.fail(job);
    service.told.forget();

    service.rollBack(job);

    assertThat(service.now(job).state()).isEqualTo(JobState.FAILED);
    assertThat(card()).isEqualTo(before);
    assertThat(service.told.events).containsExactly("ended digital_card FAILED");
  }

  @Test
  void aModuleStaysAsItWasWhenTheUndoOfItsUpgradeIsDoneByHand() {
    service.reserve(job, CARD_1_1);
    service.fail(job);
    service.failToRollBack(job);
    service.told.forget();

    service.resolve(job, new Resolution.CleanedUp("by hand"));

    assertThat(card()).isEqualTo(before);
    assertThat(service.told.events)
        .containsExactly("resolved digital_card: by hand", "ended digital_card FAILED");
  }

  @Test
  void anUpgradeOfWhatIsGoneMeanwhileTellsNobodyOfAFailedInstallation() {
    service.modules.modules.clear();

    service.reject(job);

    assertThat(service.told.events).containsExactly("rejected digital_card unknown-module");
  }

  @Test
  void anInstallationThatWouldHaveUpgradedWhatCameMeanwhileHasNotFailedTheModule() {
    service.reject(job);
    Job installation = service.accepted("mail");
    service.hasInstalled("mail", "{}");
    service.reserve(installation, module("mail").upgraded("1.0.0", "2.0.0").planned());
    service.fail(installation);
    service.told.forget();

    service.rollBack(installation);

    assertThat(service.told.events).containsExactly("ended mail FAILED");
  }

  @Test
  void theSameNewsTwiceIsNotedOnce() {
    service.reserve(job, CARD_1_1);
    service.complete(job);
    service.told.forget();

    done(service.noteCompletion.onCompleted(eventAbout(job), Service.results(service.now(job))));

    assertThat(service.told.events).isEmpty();
    assertThat(service.told.ignored).containsExactly("COMPLETED DUPLICATE");
  }

  private InstalledModule card() {
    return installed("digital_card");
  }

  private InstalledModule installed(String module) {
    return service.modules.modules.get(ACME + "/" + new ModuleName(module));
  }
}
