package io.tenantry.tenantmodule.application;

import static io.tenantry.tenantmodule.application.Service.done;
import static io.tenantry.tenantmodule.domain.Fixtures.ACME;
import static io.tenantry.tenantmodule.domain.Fixtures.newTenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.tenantmodule.application.tenant.RegisterTenant;
import io.tenantry.tenantmodule.domain.tenant.Isolation;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegisteringTenantsTest {

  private final Service service = new Service();
  private final RegisterTenant registerTenant =
      new RegisterTenant(
          service.tenants, service.told, service.told, service.transactions, service.clock);

  @Test
  void aTenantIsStoredAuditedAndAnnounced() {
    assertThat(register("Acme Ltd.")).contains(newTenant());

    assertThat(service.tenants.get(ACME)).isEqualTo(newTenant());
    assertThat(service.told.events).containsExactly("registered acme DATABASE");
    assertThat(service.told.audit).containsExactly("acme: tenant.registered acme ACCEPTED");
    assertThat(service.told.origins).containsOnly(Service.USER);
  }

  @Test
  void anIdThatIsTakenStaysWithItsTenant() {
    register("Acme Ltd.");
    service.told.forget();

    assertThat(register("Another Acme")).isEmpty();

    assertThat(service.tenants.get(ACME)).isEqualTo(newTenant());
    assertThat(service.told.events).isEmpty();
    assertThat(service.told.audit).isEmpty();
  }

  private Optional<Tenant> register(String name) {
    return done(
        registerTenant.handle(
            new RegisterTenant.Command(ACME, name, Isolation.DATABASE), Service.USER));
  }
}
