package io.tenantry.tenantmodule.application;

import static io.tenantry.tenantmodule.application.Service.done;
import static io.tenantry.tenantmodule.domain.Fixtures.ACME;
import static io.tenantry.tenantmodule.domain.Fixtures.newTenant;
import static io.tenantry.tenantmodule.domain.Fixtures.readyTenant;
import static io.tenantry.tenantmodule.domain.ModuleInPlan.module;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.tenantmodule.application.subscription.ChangeSubscription;
import io.tenantry.tenantmodule.application.tenant.FindTenants;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.subscription.Subscription;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangingSubscriptionsTest {

  private static final Subscription BASIC =
      new Subscription(ACME, "basic", false, Set.of("mail"), Set.of());

  private final Service service = new Service();
  private final ChangeSubscription changeSubscription =
      new ChangeSubscription(
          service.tenants, service.subscriptions, service.told, service.transactions);
  private final FindTenants findTenants =
      new FindTenants(service.tenants, service.subscriptions, service.transactions);

  @Test
  void aSubscriptionIsStoredAndAudited() {
    service.tenants.has(newTenant());

    assertThat(done(changeSubscription.handle(BASIC, Service.USER))).isTrue();

    assertThat(done(findTenants.subscription(ACME))).contains(BASIC);
    assertThat(service.told.audit).containsExactly("acme: subscription.changed basic ACCEPTED");
  }

  @Test
  void aTenantThatDoesNotExistGetsNone() {
    assertThat(done(changeSubscription.handle(BASIC, Service.USER))).isFalse();

    assertThat(service.told.audit).isEmpty();
    assertThat(done(findTenants.subscription(ACME))).isEmpty();
  }

  @Test
  void whatCountsIsTheSubscriptionAtTheTimeOfTheApproval() {
    service.tenants.has(readyTenant());
    Job job = service.accepted("digital_card");

    done(changeSubscription.handle(BASIC, Service.USER));
    service.reserve(job, module("digital_card").requiringFeatures("cards").planned());

    assertThat(service.now(job).state()).isEqualTo(JobState.FAILED);
  }
}
