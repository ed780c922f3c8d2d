package io.tenantry.tenantmodule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantry.contracts.common.Isolation;
import io.tenantry.contracts.tenant.TenantRegistered;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A tenant's database is made by the installer, here played over Kafka. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class ProvisioningTenantsTest {

  private Partners partners;
  private String tenant;

  @BeforeEach
  void aTenantIsRegistered() {
    tenant = Api.registeredTenant();
    partners = new Partners(tenant);
  }

  @Test
  void theInstallerIsToldOfANewTenant() {
    TenantRegistered registered =
        PlatformServers.events()
            .await(TenantRegistered.class, one -> one.getTenantId().equals(tenant));

    assertThat(registered.getIsolation()).isEqualTo(Isolation.DATABASE);
    Api.tenant(tenant).body("status", equalTo("PROVISIONING")).body("database", nullValue());
  }

  @Test
  void theTenantIsReadyWhenItsDatabaseIsThere() {
    partners.say(partners.provisioned("tn_7"));

    Api.tenant(tenant)
        .body("status", equalTo("READY"))
        .body("database.server", equalTo("primary"))
        .body("database.database", equalTo("tn_7"))
        .body("problem", nullValue());
  }

  @Test
  void aTenantThatGetsNoDatabaseShowsWhyAndTakesNoJobs() {
    partners.say(partners.provisioningFailed());

    Api.tenant(tenant)
        .body("status", equalTo("PROVISIONING_FAILED"))
        .body("problem.code", equalTo("disk-full"))
        .body("problem.detail", equalTo("The disk is full. Make room."));
    Api.install(tenant, Map.of("module", "mail"))
        .statusCode(409)
        .contentType(Api.PROBLEM)
        .body("type", equalTo(Api.type("tenant-not-usable")))
        .body("detail", containsString("The disk is full. Make room."));
  }

  @Test
  void successAfterAFailureCounts() {
    partners.say(partners.provisioningFailed());
    partners.say(partners.provisioned("tn_7"));

    Api.tenant(tenant).body("status", equalTo("READY")).body("problem", nullValue());
  }

  @Test
  void whatIsDeliveredTwiceOrSaidTwiceOrTooLateChangesNothing() throws Exception {
    partners.sayTwice(partners.provisioned("tn_7"));
    partners.say(partners.provisioned("tn_7"));
    partners.sayTwice(partners.provisioningFailed());

    Api.tenant(tenant).body("status", equalTo("READY")).body("problem", nullValue());
    assertThat(Database.auditTrailOf(tenant))
        .containsExactly("tenant.registered ACCEPTED", "tenant.provisioned READY");
  }
}
