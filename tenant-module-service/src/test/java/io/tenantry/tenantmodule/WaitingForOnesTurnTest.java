package io.tenantry.tenantmodule;

import static io.tenantry.tenantmodule.Partners.heard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantry.contracts.job.JobRequested;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One running job per tenant; the others wait in the order of their requests. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class WaitingForOnesTurnTest {

  @Test
  void aSecondJobOfATenantWaitsAndShowsForWhich() throws Exception {
    Partners partners = Partners.ofReadyTenant();
    UUID first = Api.install(partners.tenant(), "mail");

    UUID second = Api.install(partners.tenant(), "digital_card");

    Api.job(second)
        .body("state", equalTo("PENDING"))
        .body("blockedBy", equalTo(first.toString()))
        .body("deadline", nullValue());
    Api.job(first).body("blockedBy", nullValue());
    Api.module(partners.tenant(), "digital_card").body("status", equalTo("PENDING"));
    assertThat(Database.eventsAbout(second)).isEmpty();
  }

  @Test
  void itBeginsWhenTheFirstEndsAndSeesWhatThatHasInstalled() {
    Partners partners = Partners.ofReadyTenant();
    UUID first = Api.install(partners.tenant(), "mail");
    UUID second = Api.install(partners.tenant(), "digital_card");
    UUID third = Api.install(partners.tenant(), "printer");

    partners.runToTheEnd(first, "mail");

    assertThat(heard(JobRequested.class, second).getInstalled())
        .extracting("module")
        .containsExactly("mail");
    Api.job(second)
        .body("state", equalTo("VALIDATING"))
        .body("blockedBy", nullValue())
        .body("deadline", notNullValue());
    Api.job(third).body("state", equalTo("PENDING")).body("blockedBy", equalTo(second.toString()));
  }

  @Test
  void itBeginsAlsoWhenTheFirstIsRefusedOrUndone() {
    Partners partners = Partners.ofReadyTenant();
    UUID refused = Api.install(partners.tenant(), "mail");
    UUID undone = Api.install(partners.tenant(), "digital_card");
    UUID third = Api.install(partners.tenant(), "printer");

    partners.say(partners.rejected(refused));
    partners.say(partners.reserved(undone, Plans.item("digital_card").build()));
    partners.say(partners.failed(undone));
    Api.job(third).body("state", equalTo("PENDING"));
    partners.say(partners.rolledBack(undone));

    Api.job(third).body("state", equalTo("VALIDATING"));
  }

  @Test
  void aJobThatNeedsAnOperatorKeepsItsTenantsOthersWaiting() {
    Partners partners = Partners.ofReadyTenant();
    UUID stuck = Api.install(partners.tenant(), "mail");
    UUID waiting = Api.install(partners.tenant(), "digital_card");

    partners.say(partners.reserved(stuck, Plans.item("mail").build()));
    partners.say(partners.rollbackFailed(stuck));

    Api.job(waiting).body("state", equalTo("PENDING")).body("blockedBy", equalTo(stuck.toString()));
  }

  @Test
  void tenantsDoNotWaitForEachOther() {
    Partners one = Partners.ofReadyTenant();
    Partners other = Partners.ofReadyTenant();
    Api.install(one.tenant(), "mail");

    Api.job(Api.install(other.tenant(), "mail")).body("state", equalTo("VALIDATING"));
  }

  @Test
  void jobsWaitUntilTheTenantHasADatabase() {
    Partners partners = new Partners(Api.registeredTenant());
    UUID job = Api.install(partners.tenant(), "mail");
    Api.job(job).body("state", equalTo("PENDING")).body("blockedBy", nullValue());

    partners.say(partners.provisioned("tn_1"));

    Api.job(job).body("state", equalTo("VALIDATING"));
    assertThat(heard(JobRequested.class, job).getModule()).isEqualTo("mail");
  }
}
