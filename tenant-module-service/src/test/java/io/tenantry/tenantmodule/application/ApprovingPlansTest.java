package io.tenantry.tenantmodule.application;

import static io.tenantry.tenantmodule.application.Inputs.STRICT;
import static io.tenantry.tenantmodule.application.Service.done;
import static io.tenantry.tenantmodule.application.Service.eventAbout;
import static io.tenantry.tenantmodule.domain.Fixtures.ACME;
import static io.tenantry.tenantmodule.domain.Fixtures.NOW;
import static io.tenantry.tenantmodule.domain.Fixtures.failedScript;
import static io.tenantry.tenantmodule.domain.Fixtures.readyTenant;
import static io.tenantry.tenantmodule.domain.ModuleInPlan.module;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.tenantmodule.application.job.SagaEvent;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.subscription.Subscription;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApprovingPlansTest {

  private static final PlannedModule IDENTITY = module("identity").asDependency().planned();
  private static final PlannedModule MAIL = module("mail").asDependency().planned();
  private static final PlannedModule CARD = module("digital_card").planned();

  private final Service service = new Service();
  private Job job;

  @BeforeEach
  void aJobWaitsForItsPlan() {
    service.tenants.has(readyTenant());
    job = service.accepted("digital_card");
    service.told.forget();
  }

  @Test
  void aGoodPlanIsApprovedAndRuns() {
    service.reserve(job, IDENTITY, CARD);

    assertThat(state()).isEqualTo(JobState.RUNNING);
    assertThat(service.now(job).plan()).containsExactly(IDENTITY, CARD);
    assertThat(service.told.events)
        .containsExactly("approved digital_card [identity 1.0.0, digital_card 1.0.0]");
    assertThat(service.told.audit).containsExactly("acme: job.moved " + job.id() + " RUNNING");
    assertThat(service.jobs.timelineOf(job.id()))
        .containsExactly(JobState.PENDING, JobState.VALIDATING, JobState.RUNNING);
  }

  @Test
  void whatFollowsNamesTheEventAsItsCause() {
    SagaEvent reserved = eventAbout(job);

    done(service.approvePlan.onPlanReserved(reserved, List.of(CARD), List.of()));

    assertThat(service.told.origins).isNotEmpty().containsOnly(reserved.origin());
  }

  @Test
  void parametersThatFitTheSchemaAreGood() {
    service.reserve(job, module("digital_card").withParametersSchema(STRICT).planned());

    assertThat(state()).isEqualTo(JobState.RUNNING);
  }

  @Test
  void aDependencyHasToBeContentWithoutParameters() {
    service.reserve(
        job, module("identity").asDependency().withParametersSchema(STRICT).planned(), CARD);

    assertRefused("parameters-invalid", "identity: {} lacks a.");
  }

  @Test
  void everythingThatIsWrongWithTheParametersIsToldAtOnce() {
    service.reserve(
        job,
        module("identity").withParametersSchema(STRICT).planned(),
        module("mail").withParametersSchema(STRICT).planned(),
        CARD);

    assertRefused("parameters-invalid", "identity: {} lacks a. mail: {} lacks a.");
  }

  @Test
  void theInstallerIsToldTheParametersOfEachModule() {
    service.hasInstalled("identity", "{\"a\":3}");

    service.reserve(job, module("identity").upgraded("1.0.0", "1.1.0").planned(), MAIL, CARD);

    assertThat(service.told.parameters)
        .isEqualTo(Map.of("identity", "{\"a\":3}", "mail", "{}", "digital_card", "{\"a\":1}"));
  }

  @Test
  void whatADependencyHasIsHeldToTheSchemaOfItsNewVersion() {
    service.hasInstalled("identity", "{\"a\":3}");

    service.reserve(
        job,
        module("identity").upgraded("1.0.0", "2.0.0").withParametersSchema(STRICT).planned(),
        CARD);

    assertRefused("parameters-invalid", "identity: {\"a\":3} lacks a.");
  }

  @Test
  void whatADependencyHasIsGoodWhenItFitsTheNewVersion() {
    service.hasInstalled("identity", "{\"a\":1}");

    service.reserve(
        job,
        module("identity").upgraded("1.0.0", "2.0.0").withParametersSchema(STRICT).planned(),
        CARD);

    assertThat(state()).isEqualTo(JobState.RUNNING);
  }

  @Test
  void aPlanMayRemoveWhatTheTenantHas() {
    service.hasInstalled("mail", "{}");

    service.reserve(job, CARD, module("mail").removed().planned());

    assertThat(state()).isEqualTo(JobState.RUNNING);
    assertThat(service.told.events).contains("fact: mail 1.0.0 is about to go");
  }

  @Test
  void aPlanThatRemovesWhatTheTenantDoesNotHaveIsRefused() {
    service.reserve(job, CARD, module("mail").removed().planned());

    assertRefused("not-installed-so", "It would remove what the tenant does not have: mail 1.0.0.");
  }

  @Test
  void aPlanThatTheSubscriptionDoesNotCoverIsRefused() {
    service.subscriptions.has(new Subscription(ACME, "basic", false, Set.of("mail"), Set.of("id")));

    service.reserve(
        job,
        module("identity").requiringFeatures("id").planned(),
        module("printer").requiringFeatures("print").planned(),
        module("digital_card").requiringFeatures("id", "cards").planned());

    assertRefused(
        "subscription-refused",
        "The plan 'basic' of tenant acme does not allow module 'printer'; it lacks print."
            + " The plan 'basic' of tenant acme does not allow module 'digital_card'; it lacks"
            + " cards.");
  }

  @Test
  void aPlanThatTheSubscriptionCoversIsApproved() {
    service.subscriptions.has(
        new Subscription(ACME, "basic", false, Set.of("digital_card"), Set.of()));

    service.reserve(job, module("digital_card").requiringFeatures("cards").planned());

    assertThat(state()).isEqualTo(JobState.RUNNING);
  }

  @Test
  void aJobWithoutPlanFailsForTheRegistrysReason() {
    service.reject(job);

    assertRefused("unknown-module", "There is no such module.");
  }

  @Test
  void theNextJobBeginsWhenOneIsRefused() {
    Job next = service.accepted("mail");
    service.told.forget();

    service.reject(job);

    assertThat(service.now(next).state()).isEqualTo(JobState.VALIDATING);
    assertThat(service.told.events)
        .containsExactly(
            "rejected digital_card unknown-module",
            "fact: digital_card failed, unknown-module",
            "requested mail *[]");
  }

  @Test
  void theSameEventTwiceIsAnsweredOnce() {
    SagaEvent reserved = eventAbout(job);

    done(service.approvePlan.onPlanReserved(reserved, List.of(CARD), List.of()));
    done(service.approvePlan.onPlanReserved(reserved, List.of(IDENTITY, CARD), List.of()));

    assertThat(service.told.events).hasSize(1);
    assertThat(service.now(job).plan()).containsExactly(CARD);
    assertThat(service.told.ignored).isEmpty();
  }

  @Test
  void theSamePlanInAnotherEventIsADuplicate() {
    service.reserve(job, CARD);
    service.reserve(job, IDENTITY, CARD);

    assertThat(service.told.events).hasSize(1);
    assertThat(service.now(job).plan()).containsExactly(CARD);
    assertThat(service.told.ignored).containsExactly("APPROVED DUPLICATE");
  }

  @Test
  void aRejectionComesTooLateForAJobThatRuns() {
    service.reserve(job, CARD);

    service.reject(job);

    assertThat(state()).isEqualTo(JobState.RUNNING);
    assertThat(service.told.ignored).containsExactly("REFUSED LATE");
  }

  @Test
  void aPlanComesTooLateForAJobThatHasEnded() {
    service.reserve(job, CARD);
    done(service.noteFailure.onFailed(eventAbout(job), failedScript()));
    done(service.noteFailure.onRolledBack(eventAbout(job), List.of()));
    Job ended = service.now(job);
    service.told.forget();

    service.reserve(job, CARD);
    service.reject(job);

    assertThat(service.now(job)).isEqualTo(ended);
    assertThat(service.told.events).isEmpty();
    assertThat(service.told.audit).isEmpty();
    assertThat(service.told.ignored).containsExactly("APPROVED LATE", "REFUSED DUPLICATE");
  }

  @Test
  void aPlanForAJobInTheQueueIsIllegal() {
    Job queued = service.accepted("mail");

    service.reserve(queued, module("mail").planned());

    assertThat(service.now(queued).state()).isEqualTo(JobState.PENDING);
    assertThat(service.told.ignored).containsExactly("APPROVED ILLEGAL");
  }

  @Test
  void aPlanForAJobOrATenantThatNobodyKnowsIsIllegal() {
    UUID event = UUID.randomUUID();
    TenantId stranger = new TenantId("stranger");
    done(
        service.approvePlan.onPlanReserved(
            new SagaEvent(event, ACME, UUID.randomUUID(), Service.causedBy(event)),
            List.of(CARD),
            List.of()));
    done(
        service.approvePlan.onPlanReserved(
            new SagaEvent(UUID.randomUUID(), stranger, job.id(), Service.causedBy(event)),
            List.of(CARD),
            List.of()));

    assertThat(state()).isEqualTo(JobState.VALIDATING);
    assertThat(service.told.ignored).containsExactly("APPROVED ILLEGAL", "APPROVED ILLEGAL");
  }

  private void assertRefused(String code, String detail) {
    Job refused = service.now(job);
    assertThat(refused.state()).isEqualTo(JobState.FAILED);
    assertThat(refused.problem()).contains(JobProblem.refusal(code, detail));
    assertThat(refused.endedAt()).contains(NOW);
    assertThat(refused.plan()).isEmpty();
    assertThat(service.told.events)
        .containsExactly("rejected digital_card " + code, "fact: digital_card failed, " + code);
    assertThat(service.told.audit)
        .containsExactly("acme: job.moved %s FAILED %s".formatted(job.id(), code));
  }

  private JobState state() {
    return service.now(job).state();
  }
}
