package io.tenantry.tenantmodule.application;

import static io.tenantry.tenantmodule.domain.Fixtures.ACME;
import static io.tenantry.tenantmodule.domain.Fixtures.CARD;
import static io.tenantry.tenantmodule.domain.Fixtures.readyTenant;
import static io.tenantry.tenantmodule.domain.Fixtures.unusableTenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.tenantmodule.application.job.JobCommand;
import io.tenantry.tenantmodule.application.job.RequestOutcome;
import io.tenantry.tenantmodule.domain.InvalidValue;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobKind;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestingUpgradesTest {

  private static final String RED = "{\"colour\":\"red\"}";
  private static final String BLUE = "{\"colour\":\"blue\"}";

  private final Service service = new Service();

  @BeforeEach
  void aTenantHasTheModule() {
    service.tenants.has(readyTenant());
    service.hasInstalled("digital_card", RED);
  }

  @Test
  void anUpgradeIsAJobLikeAnyOther() {
    Job job = service.acceptedUpgrade("digital_card", "^1.1");

    assertThat(job.kind()).isEqualTo(JobKind.UPGRADE);
    assertThat(job.state()).isEqualTo(JobState.VALIDATING);
    assertThat(service.told.events)
        .containsExactly("requested digital_card ^1.1[digital_card 1.0.0 REQUESTED]");
    assertThat(service.told.audit)
        .containsExactly("acme: upgrade.requested digital_card " + job.id() + " VALIDATING");
  }

  @Test
  void itWaitsBehindAnotherJobOfItsTenant() {
    service.accepted("mail");

    assertThat(service.acceptedUpgrade("digital_card", "^1.1").state()).isEqualTo(JobState.PENDING);
  }

  @Test
  void withoutParametersThoseThatAreInstalledStay() {
    Job job = accepted(upgrade(Optional.of("^1.1"), Optional.empty()));

    assertThat(job.versionRange()).isEqualTo("^1.1");
    assertThat(job.parameters()).isEqualTo(RED);
  }

  @Test
  void newParametersAloneAreAnUpgradeToTheVersionThatIsInstalled() {
    Job job = accepted(upgrade(Optional.empty(), Optional.of(BLUE)));

    assertThat(job.versionRange()).isEqualTo("1.0.0");
    assertThat(job.parameters()).isEqualTo(BLUE);
  }

  @Test
  void bothMayChangeAtOnce() {
    Job job = accepted(upgrade(Optional.of("^1.1"), Optional.of(BLUE)));

    assertThat(job.versionRange()).isEqualTo("^1.1");
    assertThat(job.parameters()).isEqualTo(BLUE);
  }

  @Test
  void anUpgradeThatSaysNothingIsNone() {
    assertThatThrownBy(() -> upgrade(Optional.empty(), Optional.empty()))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("An upgrade says a version, parameters, or both");
  }

  @Test
  void aTextThatIsNoRangeIsRefused() {
    JobCommand command = upgrade(Optional.of(Inputs.NO_RANGE), Optional.empty());

    assertThatThrownBy(() -> service.request(command)).isInstanceOf(InvalidValue.class);

    assertThat(service.jobs.jobs).isEmpty();
  }

  @Test
  void aModuleThatIsNotThereCannotBeUpgraded() {
    RequestOutcome outcome = service.upgrade(ACME, "mail", "^1");

    assertThat(text(outcome)).isEqualTo("not installed mail");
    assertThat(service.jobs.jobs).isEmpty();
    assertThat(service.told.audit)
        .containsExactly("acme: upgrade.requested mail REFUSED NotInstalled");
  }

  @Test
  void aModuleWhoseJobHasNotEndedCannotBeUpgraded() {
    Job upgrade = service.acceptedUpgrade("digital_card", "^1");
    Job installation = service.accepted("mail");

    assertThat(text(service.upgrade(ACME, "digital_card", "^2")))
        .isEqualTo("in progress " + upgrade.id());
    assertThat(text(service.upgrade(ACME, "mail", "^2")))
        .isEqualTo("in progress " + installation.id());
  }

  @Test
  void aTenantWhoseDatabaseCouldNotBeMadeIsNotUsable() {
    service.tenants.has(unusableTenant());

    assertThat(text(service.upgrade(ACME, "digital_card", "^1")))
        .isEqualTo("not usable PROVISIONING_FAILED");
  }

  @Test
  void anUnknownTenantIsAnswered() {
    Service empty = new Service();

    assertThat(text(empty.upgrade(ACME, "digital_card", "^1"))).isEqualTo("no such tenant");
  }

  private Job accepted(JobCommand command) {
    return ((RequestOutcome.Accepted) service.request(command)).job();
  }

  private static JobCommand upgrade(Optional<String> range, Optional<String> parameters) {
    return new JobCommand(ACME, JobKind.UPGRADE, CARD, range, parameters, false);
  }

  private static String text(RequestOutcome outcome) {
    return outcome.fold(
        job -> "accepted " + job.state(),
        () -> "no such tenant",
        (Tenant tenant) -> "not usable " + tenant.status(),
        suspended -> "suspended",
        job -> "in progress " + job.id(),
        module -> "installed " + module.module(),
        module -> "not installed " + module,
        refused -> "not restorable " + refused.keptData());
  }
}
