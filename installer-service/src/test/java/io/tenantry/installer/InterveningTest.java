package io.tenantry.installer;

import static io.tenantry.installer.Tenant.heard;
import static io.tenantry.installer.Tenant.module;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantry.contracts.job.ApprovedItem;
import io.tenantry.contracts.job.JobCompleted;
import io.tenantry.contracts.job.JobFailed;
import io.tenantry.contracts.job.JobProgressed;
import io.tenantry.contracts.job.JobResolved;
import io.tenantry.contracts.job.JobRollbackFailed;
import io.tenantry.contracts.job.JobRolledBack;
import io.tenantry.contracts.job.JobStopRequested;
import io.tenantry.contracts.job.JobUndoRequested;
import io.tenantry.contracts.job.StopReason;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users and operators decide about jobs, over Kafka. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@WithTestResource(PackageServer.class)
class InterveningTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static final String PROTECT =
      """
      create function protect() returns event_trigger language plpgsql as $$
      begin
        if exists (select from pg_event_trigger_dropped_objects()
            where object_type = 'schema' and object_name like 'kept%') then
          raise 'it is protected';
        end if;
      end $$
      """;

  private Tenant tenant;
  private String database;

  @BeforeEach
  void aTenantWithADatabase() {
    tenant = Tenant.provisioned();
    database = tenant.database();
  }

  @Test
  void aJobThatWaitsIsStoppedAndUndone() {
    UUID holder = somebodyHolds("busy_c");
    UUID job = tenant.install(card("busy_c", "create table card (x int);"));
    heard(JobProgressed.class, 3, job);

    stop(job, StopReason.CANCEL);

    JobFailed failed = heard(JobFailed.class, job);
    assertThat(failed.getCode()).isEqualTo("cancelled");
    assertThat(failed.getDetail()).isEqualTo("The job was cancelled by alice.");
    assertThat(failed.getStep()).isEqualTo("landlord-migrations");
    isOver(holder);
    assertThat(heard(JobRolledBack.class, job).getUndone()).hasSize(2);
    assertThat(Database.eventsAbout(job)).containsExactly("JobFailed", "JobRolledBack");
  }

  @Test
  void aJobThatIsCompletedAnswersAStopWithItsOutcome() {
    UUID job = tenant.install(card("done_c", "create table card (x int);"));
    heard(JobCompleted.class, job);

    stop(job, StopReason.DEADLINE);

    List<JobCompleted> outcomes = heard(JobCompleted.class, 2, job);
    assertThat(outcomes.get(1).getModules()).isEqualTo(outcomes.get(0).getModules());
    assertThat(outcomes.get(1).getSequence()).isGreaterThan(outcomes.get(0).getSequence());
    assertThat(Database.eventsAbout(job)).containsExactly("JobCompleted", "JobCompleted");
  }

  @Test
  void anApprovalThatComesAfterTheStopNeverRuns() {
    UUID job = UUID.randomUUID();
    stop(job, StopReason.UNKNOWN);
    heard(JobRolledBack.class, job);

    tenant.say(tenant.approval(job, card("late_c", "create table card (x int);")));

    heard(JobRolledBack.class, 2, job);
    assertThat(Database.tablesOf(database, "late_c")).isEmpty();
    assertThat(Database.eventsAbout(job)).containsExactly("JobRolledBack", "JobRolledBack");
  }

  @Test
  void anUndoThatWasGivenUpIsTriedAgain() {
    UUID job = jobWhoseUndoIsGivenUp("kept_c");
    Database.change(database, "drop event trigger protect");

    tenant.say(new JobUndoRequested(job, tenant.id(), "operator", NOW));

    assertThat(heard(JobRolledBack.class, job).getUndone()).hasSize(3);
    assertThat(usersOf("kept_c")).isEmpty();
  }

  @Test
  void aJobThatIsDeclaredCleanedUpIsClosedAndTheNextOneIsDone() {
    UUID job = jobWhoseUndoIsGivenUp("kept_d");
    assertThat(usersOf("kept_d")).containsExactly(tenant.id());

    tenant.say(new JobResolved(job, tenant.id(), "operator", "dropped by hand", NOW));

    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(stateOf(job)).containsExactly("RESOLVED"));
    assertThat(usersOf("kept_d")).isEmpty();
    assertThat(Database.eventsAbout(job)).containsExactly("JobFailed", "JobRollbackFailed");
    heard(JobCompleted.class, tenant.install(card("next_c", "create table card (x int);")));
  }

  private UUID jobWhoseUndoIsGivenUp(String name) {
    Database.change(database, PROTECT);
    Database.change(
        database, "create event trigger protect on sql_drop execute function protect()");
    UUID job = tenant.install(card(name, "selekt;"));
    heard(JobRollbackFailed.class, job);
    return job;
  }

  private void stop(UUID job, StopReason reason) {
    tenant.say(new JobStopRequested(job, tenant.id(), reason, "alice", NOW));
  }

  /** A living task of another tenant has the right to change the module's part. */
  private static UUID somebodyHolds(String module) {
    UUID task = UUID.randomUUID();
    Database.change(
        Database.INSTALLER,
        """
        insert into task (id, kind, tenant_id, state, fence, worker, lease_until)
        values (?, 'PROVISIONING', ?, 'RUNNING', nextval('fence'), 'other', now() + interval '1 h')
        """,
        task,
        "t-" + task);
    Database.change(
        Database.INSTALLER,
        "insert into landlord_module (module, holder, fence) values (?, ?, nextval('fence'))",
        module,
        task);
    return task;
  }

  private static void isOver(UUID task) {
    Database.change(
        Database.INSTALLER,
        "update task set state = 'COMPLETED', lease_until = null where id = ?",
        task);
  }

  private static List<String> stateOf(UUID job) {
    return Database.read(Database.INSTALLER, "select state from task where id = ?", job);
  }

  private static List<String> usersOf(String module) {
    return Database.read(
        Database.INSTALLER, "select tenant_id from landlord_use where module = ?", module);
  }

  private static ApprovedItem card(String name, String script) {
    return module(
            name,
            Map.of(
                "module.yaml",
                "name: " + name,
                "db/landlord/V1__design.sql",
                "create table design (name text);",
                "db/tenant/V1__card.sql",
                script))
        .build();
  }
}
