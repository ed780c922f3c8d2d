package io.tenantry.installer.application;

import static io.tenantry.installer.domain.Fixtures.job;
import static io.tenantry.installer.domain.Fixtures.packageOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.domain.Fixtures;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.TaskState;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PerformingJobsTest {

  private final Installer installer = new Installer();

  @Test
  void everyStepOfAModuleIsDoneInItsOrderAndToldBeforeAndAfter() {
    Job job = installer.approve(job("mail"));

    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.COMPLETED);
    assertThat(installer.told.progress)
        .containsExactly(
            "mail preflight STARTED 0",
            "mail preflight COMPLETED 20: package verified",
            "mail landlord-migrations STARTED 20",
            "mail landlord-migrations COMPLETED 40: 1 script",
            "mail tenant-migrations STARTED 40",
            "mail tenant-migrations COMPLETED 60: 2 scripts",
            "mail setup STARTED 60",
            "mail setup COMPLETED 80: 1 script",
            "mail verification STARTED 80",
            "mail verification COMPLETED 100: as the manifest says");
    assertThat(installer.told.events).containsExactly("completed in tn_acme");
    assertThat(installer.migrator.schemas)
        .containsEntry("landlord/mail", List.of("db/landlord/V1__script.sql"))
        .containsEntry(
            "tn_acme/mail",
            List.of(
                "db/tenant/V1__script.sql", "db/tenant/V2__script.sql", "setup/V1__script.sql"));
  }

  @Test
  void modulesAreInstalledInTheOrderOfThePlan() {
    installer.approve(job("identity", "mail"));

    installer.workToTheEnd();

    assertThat(installer.told.progress)
        .hasSize(20)
        .startsWith("identity preflight STARTED 0")
        .endsWith("mail verification COMPLETED 100: as the manifest says");
    assertThat(
            installer.told.progress.indexOf(
                "identity verification COMPLETED 50: as the manifest says"))
        .isLessThan(installer.told.progress.indexOf("mail preflight STARTED 50"));
  }

  @Test
  void theNumbersOfAJobsEventsRiseByOne() {
    installer.approve(job("mail"));

    installer.workToTheEnd();

    assertThat(installer.told.sequences)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
  }

  @Test
  void eventsSayWhatTheJobCameFrom() {
    UUID approval = UUID.randomUUID();
    installer.approve(approval, job("mail"));

    installer.workToTheEnd();

    assertThat(installer.told.origins)
        .containsExactly(new Origin(Optional.of(approval), Optional.empty()));
  }

  @Test
  void aJobWithoutModulesIsDoneAtOnce() {
    Job job = installer.approve(job());

    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.COMPLETED);
    assertThat(installer.told.events).containsExactly("completed in tn_acme");
  }

  @Test
  void theLandlordDatabaseIsPreparedOnceForAllJobs() {
    installer.approve(job("mail", "identity"));
    installer.approve(job("calendar"));

    installer.workToTheEnd();

    assertThat(installer.ensured).containsExactly(Fixtures.LANDLORD);
  }

  @Test
  void aModuleWithoutALandlordPartLeavesTheLandlordDatabaseAlone() {
    installer.packages.put("mail", packageOf(0, 1, 0));
    installer.approve(job("mail"));

    installer.workToTheEnd();

    assertThat(installer.told.progress)
        .contains("mail landlord-migrations COMPLETED 40: nothing to do");
    assertThat(installer.ensured).isEmpty();
    assertThat(installer.uses.usersOf(Fixtures.module("mail"))).isEmpty();
    assertThat(installer.migrator.schemas).containsOnlyKeys("tn_acme/mail");
  }

  @Test
  void aTaskThatIsOverIsNotWorkAnyMore() {
    installer.approve(job("mail"));
    installer.workToTheEnd();

    installer.tasks.letLeasesRunOut();

    assertThat(installer.work()).isFalse();
  }
}
