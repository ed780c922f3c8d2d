package io.tenantry.tenantmodule.application;

import static io.tenantry.tenantmodule.domain.Fixtures.ACME;
import static io.tenantry.tenantmodule.domain.Fixtures.CARD;
import static io.tenantry.tenantmodule.domain.Fixtures.NOW;
import static io.tenantry.tenantmodule.domain.Fixtures.TIME_IN_QUEUE;
import static io.tenantry.tenantmodule.domain.Fixtures.newTenant;
import static io.tenantry.tenantmodule.domain.Fixtures.readyTenant;
import static io.tenantry.tenantmodule.domain.Fixtures.unusableTenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenantry.tenantmodule.application.job.JobCommand;
import io.tenantry.tenantmodule.application.job.RequestOutcome;
import io.tenantry.tenantmodule.domain.Fixtures;
import io.tenantry.tenantmodule.domain.InvalidValue;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobKind;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.module.InstalledAs;
import io.tenantry.tenantmodule.domain.tenant.Isolation;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestingJobsTest {

  private final Service service = new Service();

  @Test
  void aJobBeginsAtOnceWhenItsTenantHasNoOther() {
    service.tenants.has(readyTenant());

    Job job = service.accepted("digital_card");

    assertThat(job.state()).isEqualTo(JobState.VALIDATING);
    assertThat(job.deadline()).contains(NOW.plus(Service.TIME_FOR_A_JOB));
    assertThat(service.told.events).containsExactly("requested digital_card *[]");
    assertThat(service.jobs.timelineOf(job.id()))
        .containsExactly(JobState.PENDING, JobState.VALIDATING);
    assertThat(service.told.audit)
        .containsExactly("acme: installation.requested digital_card " + job.id() + " VALIDATING");
  }

  @Test
  void aJobKeepsWhatWasAskedForAndWhoAsked() {
    service.tenants.has(readyTenant());

    service.request(install(Optional.of("^1.2"), Optional.of("{\"a\":1}")));

    Job job = only();
    assertThat(job.kind()).isEqualTo(JobKind.INSTALL);
    assertThat(job.module()).isEqualTo(CARD);
    assertThat(job.versionRange()).isEqualTo("^1.2");
    assertThat(job.parameters()).isEqualTo("{\"a\":1}");
    assertThat(job.options().allowPrereleases()).isTrue();
    assertThat(job.requestedBy()).isEqualTo("ada@acme.example");
    assertThat(job.requestedAt()).isEqualTo(NOW);
  }

  @Test
  void theSagaIsToldWhatTheTenantHasAndInWhichTraceItIsAsked() {
    service.tenants.has(readyTenant());
    service.hasInstalled("identity", InstalledAs.DEPENDENCY);
    service.hasInstalled("mail", InstalledAs.REQUESTED);

    service.accepted("digital_card");

    assertThat(service.told.events)
        .containsExactly(
            "requested digital_card *[identity 1.0.0 DEPENDENCY, mail 1.0.0 REQUESTED]");
    assertThat(service.told.origins).containsOnly(Service.USER);
  }

  @Test
  void aJobWaitsBehindAnotherOfItsTenant() {
    service.tenants.has(readyTenant());
    service.accepted("mail");
    service.told.forget();

    Job job = service.accepted("digital_card");

    assertThat(job.state()).isEqualTo(JobState.PENDING);
    assertThat(job.queueDeadline()).isEqualTo(NOW.plus(TIME_IN_QUEUE));
    assertThat(job.deadline()).isEmpty();
    assertThat(service.told.events).isEmpty();
    assertThat(service.jobs.timelineOf(job.id())).containsExactly(JobState.PENDING);
    assertThat(service.told.audit)
        .containsExactly("acme: installation.requested digital_card " + job.id() + " PENDING");
  }

  @Test
  void aJobWaitsUntilItsTenantHasADatabase() {
    service.tenants.has(newTenant());

    Job job = service.accepted("digital_card");

    assertThat(job.state()).isEqualTo(JobState.PENDING);
    assertThat(service.told.events).isEmpty();
  }

  @Test
  void tenantsDoNotWaitForEachOther() {
    service.tenants.has(readyTenant());
    service.accepted("mail");
    TenantId other = new TenantId("other");
    service.tenants.has(
        Tenant.registered(other, "Other", Isolation.DATABASE, NOW).provisioned(Fixtures.DATABASE));

    assertThat(text(service.request(other, "mail"))).isEqualTo("accepted VALIDATING");
  }

  @Test
  void anUnknownTenantIsAnsweredAndNothingIsStored() {
    assertThat(text(service.request(ACME, "mail"))).isEqualTo("no such tenant");

    assertThat(service.jobs.jobs).isEmpty();
    assertThat(service.told.events).isEmpty();
    assertThat(service.told.audit).isEmpty();
  }

  @Test
  void aTenantWhoseDatabaseCouldNotBeMadeIsNotUsable() {
    service.tenants.has(unusableTenant());

    assertThat(text(service.request(ACME, "mail"))).isEqualTo("not usable PROVISIONING_FAILED");

    assertThat(service.jobs.jobs).isEmpty();
    assertThat(service.told.audit)
        .containsExactly("acme: installation.requested mail REFUSED TenantNotUsable");
  }

  @Test
  void aSecondJobForTheSameModuleIsRefusedWithThatJob() {
    service.tenants.has(readyTenant());
    Job running = service.accepted("mail");
    Job queued = service.accepted("digital_card");
    service.told.forget();

    assertThat(service.request(ACME, "mail")).isEqualTo(new RequestOutcome.InProgress(running));
    assertThat(service.request(ACME, "digital_card"))
        .isEqualTo(new RequestOutcome.InProgress(queued));
    assertThat(text(service.request(ACME, "mail"))).isEqualTo("in progress " + running.id());

    assertThat(service.jobs.jobs).hasSize(2);
    assertThat(service.told.events).isEmpty();
    assertThat(service.told.audit)
        .contains("acme: installation.requested digital_card REFUSED InProgress");
  }

  @Test
  void aModuleThatIsThereIsNotInstalledAgain() {
    service.tenants.has(readyTenant());
    service.hasInstalled("mail", InstalledAs.DEPENDENCY);

    assertThat(text(service.request(ACME, "mail"))).isEqualTo("installed mail 1.0.0");

    assertThat(service.jobs.jobs).isEmpty();
    assertThat(service.told.audit)
        .containsExactly("acme: installation.requested mail REFUSED AlreadyInstalled");
  }

  @Test
  void aModuleWhoseJobFailedCanBeAskedForAgain() {
    service.tenants.has(readyTenant());
    Job first = service.accepted("mail");
    service.reject(first);

    assertThat(service.accepted("mail").id()).isNotEqualTo(first.id());
  }

  @Test
  void whatIsNotSaidOfAnInstallationIsAnyVersionWithoutParameters() {
    service.tenants.has(readyTenant());

    service.request(install(Optional.empty(), Optional.empty()));

    assertThat(only().versionRange()).isEqualTo("*");
    assertThat(only().parameters()).isEqualTo("{}");
  }

  @ParameterizedTest
  @CsvSource({
    "INSTALL, installation.requested",
    "UPGRADE, upgrade.requested",
    "UNINSTALL, uninstallation.requested",
  })
  void theTrailTellsWhatWasAskedFor(JobKind kind, String action) {
    service.tenants.has(unusableTenant());

    service.request(new JobCommand(ACME, kind, CARD, Optional.of("*"), Optional.empty(), false));

    assertThat(service.told.audit)
        .containsExactly("acme: %s digital_card REFUSED TenantNotUsable".formatted(action));
  }

  @Test
  void aTextThatIsNoRangeIsRefusedBeforeAnythingIsStored() {
    service.tenants.has(readyTenant());

    assertThatThrownBy(
            () -> service.request(install(Optional.of(Inputs.NO_RANGE), Optional.empty())))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("'newest' is no version range");

    assertThat(service.jobs.jobs).isEmpty();
    assertThat(service.told.audit).isEmpty();
  }

  private Job only() {
    return service.jobs.jobs.values().iterator().next();
  }

  private static String text(RequestOutcome outcome) {
    return outcome.fold(
        job -> "accepted " + job.state(),
        () -> "no such tenant",
        tenant -> "not usable " + tenant.status(),
        suspended -> "suspended",
        job -> "in progress " + job.id(),
        module -> "installed " + module.module() + " " + module.version(),
        module -> "not installed " + module,
        refused -> "not restorable " + refused.keptData());
  }

  private static JobCommand install(Optional<String> range, Optional<String> parameters) {
    return new JobCommand(ACME, JobKind.INSTALL, CARD, range, parameters, true);
  }
}
