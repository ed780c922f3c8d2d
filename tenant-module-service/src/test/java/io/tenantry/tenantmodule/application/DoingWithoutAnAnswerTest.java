package io.tenantry.tenantmodule.application;

import static io.tenantry.tenantmodule.application.Service.done;
import static io.tenantry.tenantmodule.domain.Fixtures.readyTenant;
import static io.tenantry.tenantmodule.domain.ModuleInPlan.module;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.tenantmodule.application.subscription.FallbackRule.Policy;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer.Allowed;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer.NotKnown;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer.Refused;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoingWithoutAnAnswerTest {

  private static final PlannedModule CARD = module("digital_card").planned();
  private static final PlannedModule MAIL = module("mail").asDependency().planned();
  private static final NotKnown DOWN = new NotKnown("It is down.");

  private final Service service = new Service();

  @BeforeEach
  void aTenant() {
    service.tenants.has(readyTenant());
    service.subscriptionsAreElsewhere(new Allowed());
    service.fallback = Policy.CACHED;
  }

  @Test
  void whatWasAllowedNotLongAgoStillIs() {
    failed(checked(new Allowed(), MAIL, CARD));
    service.clock.advance(Service.FALLBACK_AGE);

    assertThat(state(checked(DOWN, MAIL, CARD))).isEqualTo(JobState.RUNNING);
  }

  @Test
  void whatWasAllowedLongAgoWaits() {
    failed(checked(new Allowed(), CARD));
    service.clock.advance(Service.FALLBACK_AGE.plus(Duration.ofSeconds(1)));

    assertThat(state(checked(DOWN, CARD))).isEqualTo(JobState.VALIDATING);
  }

  @Test
  void whatIsRememberedDoesNotBecomeNewerByThat() {
    failed(checked(new Allowed(), CARD));
    service.clock.advance(Service.FALLBACK_AGE);
    failed(checked(DOWN, CARD));
    service.clock.advance(Duration.ofSeconds(1));

    assertThat(state(checked(DOWN, CARD))).isEqualTo(JobState.VALIDATING);
  }

  @Test
  void everyModuleHasToBeKnown() {
    failed(checked(new Allowed(), CARD));

    assertThat(state(checked(DOWN, MAIL, CARD))).isEqualTo(JobState.VALIDATING);
  }

  @Test
  void aRefusalForgetsWhatWasAllowedBefore() {
    failed(checked(new Allowed(), CARD));
    checked(new Refused("Not paid."), CARD);

    assertThat(state(checked(DOWN, CARD))).isEqualTo(JobState.VALIDATING);
  }

  @Test
  void withDenyItIsRefusedAtOnce() {
    service.fallback = Policy.DENY;

    Job job = checked(DOWN, CARD);

    assertThat(state(job)).isEqualTo(JobState.FAILED);
    assertThat(service.now(job).problem())
        .contains(JobProblem.refusal("subscription-refused", "It is down. Try again later."));
  }

  private Job checked(SubscriptionAnswer answer, PlannedModule... plan) {
    service.answer = answer;
    Job job = service.accepted("digital_card");
    service.reserve(job, plan);
    done(service.checkPlans.work());
    return job;
  }

  private void failed(Job job) {
    assertThat(state(job)).isEqualTo(JobState.RUNNING);
    service.fail(job);
    service.rollBack(job);
  }

  private JobState state(Job job) {
    return service.now(job).state();
  }
}
