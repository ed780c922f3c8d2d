package io.tenantry.tenantmodule.application;

import static io.tenantry.tenantmodule.application.Service.done;
import static io.tenantry.tenantmodule.domain.Fixtures.NOW;
import static io.tenantry.tenantmodule.domain.Fixtures.newTenant;
import static io.tenantry.tenantmodule.domain.Fixtures.readyTenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueingJobsTest {

  private final Service service = new Service();

  @Test
  void jobsBeginOneAfterTheOtherInTheOrderOfTheRequests() {
    service.tenants.has(readyTenant());
    List<Job> jobs =
        List.of(service.accepted("c_card"), service.accepted("b_mail"), service.accepted("a_room"));

    assertThat(states(jobs))
        .containsExactly(JobState.VALIDATING, JobState.PENDING, JobState.PENDING);
    service.reject(jobs.get(0));
    assertThat(states(jobs))
        .containsExactly(JobState.FAILED, JobState.VALIDATING, JobState.PENDING);
    service.reject(jobs.get(1));
    assertThat(states(jobs)).containsExactly(JobState.FAILED, JobState.FAILED, JobState.VALIDATING);
    service.reject(jobs.get(2));
    assertThat(states(jobs)).containsOnly(JobState.FAILED);
  }

  @Test
  void aQueuedJobSeesWhatTheOneBeforeItHasInstalled() {
    service.tenants.has(readyTenant());
    Job first = service.running("mail");
    service.accepted("digital_card");

    service.complete(first);

    assertThat(service.told.events)
        .last()
        .isEqualTo("requested digital_card *[mail 1.0.0 REQUESTED]");
  }

  @Test
  void theTimeForAJobIsCountedFromWhenItLeavesTheQueue() {
    service.tenants.has(readyTenant());
    Job first = service.accepted("mail");
    Job second = service.accepted("digital_card");
    service.clock.advance(Duration.ofHours(5));

    service.reject(first);

    assertThat(service.now(second).deadline())
        .contains(NOW.plus(Duration.ofHours(5)).plus(Service.TIME_FOR_A_JOB));
    assertThat(service.jobs.timelineOf(second.id()))
        .containsExactly(JobState.PENDING, JobState.VALIDATING);
    assertThat(service.told.audit)
        .last()
        .isEqualTo("acme: job.began " + second.id() + " VALIDATING");
  }

  @Test
  void aJobThatNeedsAnOperatorHoldsItsTenant() {
    service.tenants.has(readyTenant());
    Job stuck = service.running("mail");
    Job waiting = service.accepted("digital_card");
    service.failToRollBack(stuck);

    advance(readyTenant());

    assertThat(service.now(stuck).state()).isEqualTo(JobState.MANUAL_INTERVENTION);
    assertThat(service.now(waiting).state()).isEqualTo(JobState.PENDING);
  }

  @Test
  void nothingBeginsWhenNothingIsQueued() {
    service.tenants.has(readyTenant());

    advance(readyTenant());

    assertThat(service.told.events).isEmpty();
  }

  @Test
  void nothingBeginsWhileTheTenantHasNoDatabase() {
    service.tenants.has(newTenant());
    Job waiting = service.accepted("digital_card");

    advance(newTenant());

    assertThat(service.now(waiting).state()).isEqualTo(JobState.PENDING);
  }

  private void advance(Tenant tenant) {
    done(
        service.transactions.look(
            Scope.of(tenant.id()), () -> service.queue.advance(tenant, Service.USER)));
  }

  private List<JobState> states(List<Job> jobs) {
    return jobs.stream().map(job -> service.now(job).state()).toList();
  }
}
