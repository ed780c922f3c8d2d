package io.tenantry.tenantmodule.application;

import static io.tenantry.tenantmodule.application.Service.done;
import static io.tenantry.tenantmodule.domain.Fixtures.ACME;
import static io.tenantry.tenantmodule.domain.Fixtures.DATABASE;
import static io.tenantry.tenantmodule.domain.Fixtures.NO_SPACE;
import static io.tenantry.tenantmodule.domain.Fixtures.newTenant;
import static io.tenantry.tenantmodule.domain.Fixtures.readyTenant;
import static io.tenantry.tenantmodule.domain.Fixtures.unusableTenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.tenant.DatabaseLocation;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NotingProvisioningTest {

  private final Service service = new Service();

  @Test
  void theTenantIsReadyWhenItsDatabaseIsThere() {
    service.tenants.has(newTenant());

    provision(DATABASE);

    assertThat(service.tenants.get(ACME)).isEqualTo(readyTenant());
    assertThat(service.told.audit).containsExactly("acme: tenant.provisioned acme READY");
  }

  @Test
  void theFirstJobThatHasWaitedBegins() {
    service.tenants.has(newTenant());
    Job first = service.accepted("digital_card");
    Job second = service.accepted("mail");

    provision(DATABASE);

    assertThat(service.now(first).state()).isEqualTo(JobState.VALIDATING);
    assertThat(service.now(second).state()).isEqualTo(JobState.PENDING);
    assertThat(service.told.events).containsExactly("requested digital_card *[]");
  }

  @Test
  void theTenantShowsWhyItHasNoDatabase() {
    service.tenants.has(newTenant());

    fail();

    assertThat(service.tenants.get(ACME)).isEqualTo(unusableTenant());
    assertThat(service.told.audit)
        .containsExactly("acme: tenant.provisioned acme PROVISIONING_FAILED");
  }

  @Test
  void jobsThatWaitedForTheDatabaseFailAtOnceAndSayWhy() {
    service.tenants.has(newTenant());
    Job first = service.accepted("digital_card");
    Job second = service.accepted("mail");

    fail();

    assertThat(service.now(first).state()).isEqualTo(JobState.FAILED);
    assertThat(service.now(second).state()).isEqualTo(JobState.FAILED);
    assertThat(service.now(first).problem())
        .contains(
            JobProblem.refusal(
                "tenant-not-provisioned",
                "The tenant's database could not be made. The disk is full. Make room."));
    assertThat(service.told.events)
        .containsExactly(
            "fact: digital_card failed, tenant-not-provisioned",
            "fact: mail failed, tenant-not-provisioned");
  }

  @Test
  void aJobThatHasEndedMeanwhileKeepsItsReason() {
    service.tenants.has(newTenant());
    Job cancelled = service.accepted("digital_card");
    service.cancel(cancelled);

    fail();

    assertThat(service.now(cancelled).problem().orElseThrow().code()).isEqualTo("cancelled");
  }

  @Test
  void successAfterAFailureCounts() {
    service.tenants.has(unusableTenant());

    provision(DATABASE);

    assertThat(service.tenants.get(ACME)).isEqualTo(readyTenant());
  }

  @Test
  void failureAfterSuccessIsIgnored() {
    service.tenants.has(readyTenant());

    fail();

    assertThat(service.tenants.get(ACME)).isEqualTo(readyTenant());
    assertThat(service.told.audit).isEmpty();
  }

  @Test
  void theSameNewsInAnotherEventIsNotAuditedAgain() {
    service.tenants.has(newTenant());

    provision(DATABASE);
    provision(DATABASE);

    assertThat(service.told.audit).hasSize(1);
  }

  @Test
  void theSameEventTwiceIsNotedOnce() {
    service.tenants.has(newTenant());
    UUID event = UUID.randomUUID();

    provision(event, ACME, DATABASE);
    provision(event, ACME, new DatabaseLocation("secondary", "tn_2"));

    assertThat(service.tenants.get(ACME)).isEqualTo(readyTenant());
  }

  @Test
  void newsAboutATenantThatNobodyKnowsIsIgnored() {
    provision(UUID.randomUUID(), new TenantId("stranger"), DATABASE);

    assertThat(service.told.audit).isEmpty();
  }

  private void provision(DatabaseLocation location) {
    provision(UUID.randomUUID(), ACME, location);
  }

  private void provision(UUID event, TenantId tenant, DatabaseLocation location) {
    done(service.noteProvisioning.onProvisioned(event, tenant, location, Service.causedBy(event)));
  }

  private void fail() {
    UUID event = UUID.randomUUID();
    done(service.noteProvisioning.onFailed(event, ACME, NO_SPACE, Service.causedBy(event)));
  }
}
