package io.tenantry.tenantmodule.application;

import static io.tenantry.tenantmodule.application.Service.USER;
import static io.tenantry.tenantmodule.application.Service.done;
import static io.tenantry.tenantmodule.domain.Fixtures.ACME;
import static io.tenantry.tenantmodule.domain.Fixtures.CARD;
import static io.tenantry.tenantmodule.domain.Fixtures.readyTenant;
import static io.tenantry.tenantmodule.domain.Fixtures.unusableTenant;
import static io.tenantry.tenantmodule.domain.job.JobState.FAILED;
import static io.tenantry.tenantmodule.domain.job.JobState.PENDING;
import static io.tenantry.tenantmodule.domain.job.JobState.VALIDATING;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.tenantmodule.application.job.JobCommand;
import io.tenantry.tenantmodule.application.job.RequestOutcome;
import io.tenantry.tenantmodule.application.job.RetryOutcome;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobKind;
import io.tenantry.tenantmodule.domain.module.InstalledAs;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetryingJobsTest {

  private final Service service = new Service();
  private Job failed;

  @BeforeEach
  void aJobHasFailed() {
    service.tenants.has(readyTenant());
    JobCommand command =
        new JobCommand(
            ACME,
            JobKind.INSTALL,
            CARD,
            Optional.of("^1"),
            Optional.of("{\"colour\":\"red\"}"),
            true);
    Job job = ((RequestOutcome.Accepted) service.request(command)).job();
    service.reject(job);
    failed = service.now(job);
    service.told.forget();
  }

  @Test
  void theSameIsAskedForInANewJob() {
    Job again = retried();

    assertThat(again.id()).isNotEqualTo(failed.id());
    assertThat(again.retryOf()).contains(failed.id());
    assertThat(again.state()).isEqualTo(VALIDATING);
    assertThat(again)
        .usingRecursiveComparison()
        .comparingOnlyFields("tenantId", "kind", "module", "versionRange", "parameters", "options")
        .isEqualTo(failed);
    assertThat(service.now(failed)).isEqualTo(failed);
    assertThat(service.told.events).containsExactly("requested digital_card ^1[]");
    assertThat(service.told.audit)
        .containsExactly(
            "acme: installation.requested digital_card %s VALIDATING, retry of %s"
                .formatted(again.id(), failed.id()));
  }

  @Test
  void anUpgradeIsAskedForAgainAsAnUpgrade() {
    service.hasInstalled("mail", "{\"a\":1}");
    Job upgrade = service.acceptedUpgrade("mail", "^2");
    service.reject(upgrade);
    service.told.forget();

    Job again = accepted(service.retry(upgrade));

    assertThat(again.kind()).isEqualTo(JobKind.UPGRADE);
    assertThat(again.versionRange()).isEqualTo("^2");
    assertThat(again.parameters()).isEqualTo("{\"a\":1}");
    assertThat(service.told.audit)
        .containsExactly(
            "acme: upgrade.requested mail %s VALIDATING, retry of %s"
                .formatted(again.id(), upgrade.id()));
  }

  @Test
  void itWaitsForItsTurnLikeAnyOther() {
    service.accepted("mail");

    assertThat(retried().state()).isEqualTo(PENDING);
  }

  @Test
  void aRetryOfTheRetryKeepsTheChain() {
    Job again = retried();
    service.reject(again);

    Job third = accepted(service.retry(again));

    assertThat(third.retryOf()).contains(again.id());
  }

  @Test
  void oneThatIsTriedAgainAlreadyIsRefusedWithAPointerToThat() {
    Job again = retried();

    assertThat(outcome()).isEqualTo(new RequestOutcome.InProgress(again));
    assertThat(service.told.audit)
        .last()
        .asString()
        .contains("REFUSED InProgress, retry of " + failed.id());
  }

  @Test
  void oneThatIsInstalledMeanwhileIsRefused() {
    service.hasInstalled("digital_card", InstalledAs.DEPENDENCY);

    assertThat(outcome()).isInstanceOf(RequestOutcome.AlreadyInstalled.class);
  }

  @Test
  void aTenantThatLostItsDatabaseIsRefused() {
    service.tenants.has(unusableTenant());

    assertThat(outcome()).isInstanceOf(RequestOutcome.TenantNotUsable.class);
  }

  @Test
  void onlyAFailedJobIsTriedAgain() {
    Job running = service.running("mail");
    service.told.forget();

    String answer =
        service.retry(running).fold(requested -> "requested", job -> "not while " + job.state());

    assertThat(answer).isEqualTo("not while RUNNING");
    assertThat(service.told.events).isEmpty();
    assertThat(service.told.audit)
        .containsExactly("acme: job.retry " + running.id() + " REFUSED RUNNING");
  }

  @Test
  void whatIsSaidOfTheFailedJobDoesNotHitTheNewOne() {
    Job again = retried();

    service.complete(failed);
    service.rollBack(failed);

    assertThat(service.now(failed).state()).isEqualTo(FAILED);
    assertThat(service.now(again)).isEqualTo(again);
  }

  @Test
  void aJobThatIsNotThereOrSomebodyElsesIsNotFound() {
    Scope others = Scope.of(Set.of("globex"));

    assertThat(done(service.retryJob.handle(UUID.randomUUID(), Scope.PLATFORM, USER))).isEmpty();
    assertThat(done(service.retryJob.handle(failed.id(), others, USER))).isEmpty();
  }

  private Job retried() {
    return accepted(service.retry(failed));
  }

  private RequestOutcome outcome() {
    return ((RetryOutcome.Requested) service.retry(failed)).outcome();
  }

  private static Job accepted(RetryOutcome outcome) {
    return ((RequestOutcome.Accepted) ((RetryOutcome.Requested) outcome).outcome()).job();
  }
}
