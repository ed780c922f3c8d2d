package io.tenantry.tenantmodule.application;

import static io.tenantry.tenantmodule.application.Service.done;
import static io.tenantry.tenantmodule.application.Service.eventAbout;
import static io.tenantry.tenantmodule.domain.Fixtures.readyTenant;
import static io.tenantry.tenantmodule.domain.ModuleInPlan.module;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.tenantmodule.application.job.SagaEvent;
import io.tenantry.tenantmodule.application.subscription.EmbeddedSubscriptions;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer.Allowed;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer.NotKnown;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer.Refused;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckingPlansElsewhereTest {

  private static final PlannedModule CARD = module("digital_card").planned();
  private static final NotKnown DOWN = new NotKnown("It is down.");

  private final Service service = new Service();
  private Job job;

  @BeforeEach
  void aJobWaitsForItsPlan() {
    service.tenants.has(readyTenant());
    service.subscriptionsAreElsewhere(new Allowed());
    job = service.accepted("digital_card");
    service.told.forget();
  }

  @Test
  void aReservedPlanWaitsUntilTheServiceIsAsked() {
    service.reserve(job, CARD);

    assertThat(state()).isEqualTo(JobState.VALIDATING);
    assertThat(service.checks.reasons())
        .containsEntry(job.id(), "The subscription service is asked.");
    assertThat(service.told.events).isEmpty();
  }

  @Test
  void anAllowedPlanRunsAndNamesTheReservationAsItsCause() {
    SagaEvent reserved = eventAbout(job);
    done(service.approvePlan.onPlanReserved(reserved, List.of(CARD), List.of()));

    check();

    assertThat(state()).isEqualTo(JobState.RUNNING);
    assertThat(service.told.events).containsExactly("approved digital_card [digital_card 1.0.0]");
    assertThat(service.told.origins).containsOnly(reserved.origin());
    assertThat(service.checks.reasons()).isEmpty();
  }

  @Test
  void aRefusedPlanEndsTheJob() {
    service.answer = new Refused("Not paid.");
    service.reserve(job, CARD);

    check();

    assertThat(state()).isEqualTo(JobState.FAILED);
    assertThat(service.now(job).problem())
        .contains(JobProblem.refusal("subscription-refused", "Not paid."));
    assertThat(service.checks.reasons()).isEmpty();
  }

  @Test
  void aServiceThatIsDownIsAskedAgainLater() {
    service.answer = DOWN;
    service.reserve(job, CARD);

    check();
    assertThat(service.checks.reasons()).containsEntry(job.id(), "It is down.");
    service.answer = new Allowed();
    check();
    assertThat(state()).as("before it is time").isEqualTo(JobState.VALIDATING);
    service.clock.advance(Service.TIME_UNTIL_ASKED_AGAIN);
    check();

    assertThat(state()).isEqualTo(JobState.RUNNING);
  }

  @Test
  void aJobWaitsNoLongerThanToItsDeadline() {
    service.answer = DOWN;
    service.reserve(job, CARD);
    check();

    service.sweepAfter(Service.TIME_FOR_A_JOB);
    check();

    assertThat(state()).isEqualTo(JobState.FAILED);
    assertThat(service.now(job).problem().orElseThrow().code()).isEqualTo("deadline-passed");
    assertThat(service.checks.reasons()).isEmpty();
  }

  @Test
  void anAnswerThatComesTooLateChangesNothing() {
    service.reserve(job, CARD);
    service.meanwhile = () -> service.cancel(job);

    check();

    assertThat(state()).isEqualTo(JobState.FAILED);
    assertThat(service.told.events).noneMatch(event -> event.startsWith("approved"));
    assertThat(service.checks.reasons()).isEmpty();
  }

  @Test
  void ofTwoReplicasThatAskOneApproves() {
    service.reserve(job, CARD);
    service.meanwhile = this::theOtherReplicaAsks;

    check();

    assertThat(state()).isEqualTo(JobState.RUNNING);
    assertThat(service.told.events).containsExactly("approved digital_card [digital_card 1.0.0]");
    assertThat(service.checks.reasons()).isEmpty();
  }

  private void theOtherReplicaAsks() {
    service.meanwhile = () -> {};
    check();
    assertThat(state()).as("while the check is claimed").isEqualTo(JobState.VALIDATING);
    service.clock.advance(Service.TIME_OF_A_CLAIM);
    check();
    assertThat(state()).as("when the claim is over").isEqualTo(JobState.RUNNING);
  }

  @Test
  void theServiceIsNotAskedAboutAPlanThatIsWrongAnyway() {
    service.reserve(
        job, module("identity").asDependency().withParametersSchema(Inputs.STRICT).planned());

    assertThat(state()).isEqualTo(JobState.FAILED);
    assertThat(service.checks.reasons()).isEmpty();
  }

  @Test
  void checksThatAreLeftAreDoneWhenThePlatformKeepsSubscriptionsItself() {
    service.reserve(job, CARD);
    EmbeddedSubscriptions embedded =
        new EmbeddedSubscriptions(service.subscriptions, service.modules, service.transactions);

    assertThat(done(embedded.ask(UUID.randomUUID(), job.tenantId(), List.of(CARD))))
        .isEqualTo(new Allowed());
  }

  private void check() {
    done(service.checkPlans.work());
  }

  private JobState state() {
    return service.now(job).state();
  }
}
