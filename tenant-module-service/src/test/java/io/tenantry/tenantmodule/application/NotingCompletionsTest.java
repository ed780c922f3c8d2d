package io.tenantry.tenantmodule.application;

import static io.tenantry.tenantmodule.application.Service.done;
import static io.tenantry.tenantmodule.application.Service.eventAbout;
import static io.tenantry.tenantmodule.domain.Fixtures.NOW;
import static io.tenantry.tenantmodule.domain.Fixtures.failedScript;
import static io.tenantry.tenantmodule.domain.Fixtures.locationOf;
import static io.tenantry.tenantmodule.domain.Fixtures.readyTenant;
import static io.tenantry.tenantmodule.domain.ModuleInPlan.module;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.tenantmodule.application.job.SagaEvent;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.module.InstalledAs;
import io.tenantry.tenantmodule.domain.module.InstalledModule;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotingCompletionsTest {

  private static final Duration WORK = Duration.ofMinutes(3);

  private final Service service = new Service();
  private Job job;

  @BeforeEach
  void aJobRuns() {
    service.tenants.has(readyTenant());
    job = service.accepted("digital_card");
    service.reserve(
        job, module("identity").asDependency().planned(), module("digital_card").planned());
    service.told.forget();
    service.clock.advance(WORK);
  }

  @Test
  void theJobSucceeds() {
    service.complete(job);

    Job ended = service.now(job);
    assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(ended.endedAt()).contains(NOW.plus(WORK));
    assertThat(ended.problem()).isEmpty();
    assertThat(service.told.audit).containsExactly("acme: job.moved " + job.id() + " SUCCEEDED");
    assertThat(service.jobs.timelineOf(job.id())).last().isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  void theTenantHasTheModulesFromNowOn() {
    service.complete(job);

    InstalledModule card = service.modules.modules.get("acme/digital_card");
    assertThat(card.version()).isEqualTo("1.0.0");
    assertThat(card.installedAs()).isEqualTo(InstalledAs.REQUESTED);
    assertThat(card.namespace()).isEqualTo("App\\digital_card");
    assertThat(card.permissions()).extracting("name").containsExactly("digital_card.view");
    assertThat(card.parameters()).isEqualTo("{\"a\":1}");
    assertThat(card.location()).isEqualTo(locationOf(card.module()));
    assertThat(card.jobId()).isEqualTo(job.id());
    assertThat(card.since()).isEqualTo(NOW.plus(WORK));
  }

  @Test
  void aDependencyIsThereForOthersAndHasNoParametersOfItsOwn() {
    service.complete(job);

    InstalledModule identity = service.modules.modules.get("acme/identity");
    assertThat(identity.installedAs()).isEqualTo(InstalledAs.DEPENDENCY);
    assertThat(identity.parameters()).isEqualTo("{}");
  }

  @Test
  void everybodyIsToldAboutTheModulesAndThenThatTheJobIsOver() {
    service.complete(job);

    assertThat(service.told.events)
        .containsExactly(
            "fact: identity 1.0.0 is active",
            "fact: digital_card 1.0.0 is active",
            "ended digital_card SUCCEEDED");
  }

  @Test
  void theTenantsNextJobBegins() {
    Job next = service.accepted("mail");

    service.complete(job);

    assertThat(service.now(next).state()).isEqualTo(JobState.VALIDATING);
    assertThat(service.told.events).last().asString().startsWith("requested mail");
  }

  @Test
  void theSameEventTwiceIsNotedOnce() {
    SagaEvent completed = eventAbout(job);

    done(service.noteCompletion.onCompleted(completed, Service.results(service.now(job))));
    done(service.noteCompletion.onCompleted(completed, Service.results(service.now(job))));

    assertThat(service.told.events).hasSize(3);
    assertThat(service.told.ignored).isEmpty();
  }

  @Test
  void theSameNewsInAnotherEventIsADuplicate() {
    service.complete(job);
    service.complete(job);

    assertThat(service.told.events).hasSize(3);
    assertThat(service.told.ignored).containsExactly("COMPLETED DUPLICATE");
  }

  @Test
  void successAfterAFailureIsIllegalAndChangesNothing() {
    done(service.noteFailure.onFailed(eventAbout(job), failedScript()));
    service.told.forget();

    service.complete(job);

    assertThat(service.now(job).state()).isEqualTo(JobState.ROLLING_BACK);
    assertThat(service.modules.modules).isEmpty();
    assertThat(service.told.events).isEmpty();
    assertThat(service.told.ignored).containsExactly("COMPLETED ILLEGAL");
  }
}
