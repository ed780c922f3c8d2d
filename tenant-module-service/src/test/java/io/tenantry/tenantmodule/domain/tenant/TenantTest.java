package io.tenantry.tenantmodule.domain.tenant;

import static io.tenantry.tenantmodule.domain.Fixtures.DATABASE;
import static io.tenantry.tenantmodule.domain.Fixtures.NOW;
import static io.tenantry.tenantmodule.domain.Fixtures.NO_SPACE;
import static io.tenantry.tenantmodule.domain.Fixtures.newTenant;
import static io.tenantry.tenantmodule.domain.Fixtures.readyTenant;
import static io.tenantry.tenantmodule.domain.Fixtures.unusableTenant;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TenantTest {

  @Test
  void isRegisteredWithoutADatabaseAndAcceptsJobsThatWait() {
    Tenant tenant = newTenant();

    assertThat(tenant.status()).isEqualTo(TenantStatus.PROVISIONING);
    assertThat(tenant.database()).isEmpty();
    assertThat(tenant.problem()).isEmpty();
    assertThat(tenant.registeredAt()).isEqualTo(NOW);
    assertThat(tenant.isReady()).isFalse();
    assertThat(tenant.acceptsJobs()).isTrue();
  }

  @Test
  void isReadyWhenItsDatabaseIsThere() {
    Tenant tenant = newTenant().provisioned(DATABASE);

    assertThat(tenant.isReady()).isTrue();
    assertThat(tenant.acceptsJobs()).isTrue();
    assertThat(tenant.database()).contains(DATABASE);
  }

  @Test
  void acceptsNoJobsWhenItsDatabaseCouldNotBeMade() {
    Tenant tenant = newTenant().provisioningFailed(NO_SPACE);

    assertThat(tenant.status()).isEqualTo(TenantStatus.PROVISIONING_FAILED);
    assertThat(tenant.problem()).contains(NO_SPACE);
    assertThat(tenant.isReady()).isFalse();
    assertThat(tenant.acceptsJobs()).isFalse();
  }

  @Test
  void isReadyAfterAllWhenTheDatabaseComesAfterAFailure() {
    Tenant tenant = unusableTenant().provisioned(DATABASE);

    assertThat(tenant.isReady()).isTrue();
    assertThat(tenant.problem()).isEmpty();
  }

  @Test
  void staysReadyWhenAFailureIsReportedAfterwards() {
    assertThat(readyTenant().provisioningFailed(NO_SPACE)).isEqualTo(readyTenant());
  }

  @Test
  void keepsWhatItWasRegisteredWith() {
    Tenant before = newTenant();

    for (Tenant after :
        new Tenant[] {before.provisioned(DATABASE), before.provisioningFailed(NO_SPACE)}) {
      assertThat(after.id()).isEqualTo(before.id());
      assertThat(after.name()).isEqualTo(before.name());
      assertThat(after.isolation()).isEqualTo(before.isolation());
      assertThat(after.registeredAt()).isEqualTo(before.registeredAt());
    }
  }
}
