package io.tenantry.installer;

import static io.tenantry.installer.Tenant.heard;
import static io.tenantry.installer.Tenant.module;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantry.contracts.common.DataLocation;
import io.tenantry.contracts.common.PlanAction;
import io.tenantry.contracts.job.ApprovedItem;
import io.tenantry.contracts.job.JobCompleted;
import io.tenantry.contracts.job.JobFailed;
import io.tenantry.contracts.job.JobProgressed;
import io.tenantry.contracts.job.JobRollbackFailed;
import io.tenantry.contracts.job.JobRolledBack;
import io.tenantry.contracts.job.JobStopRequested;
import io.tenantry.contracts.job.JobUndoRequested;
import io.tenantry.contracts.job.StopReason;
import io.tenantry.contracts.setup.ModuleSetupCompleted;
import io.tenantry.contracts.setup.ModuleSetupFailed;
import io.tenantry.contracts.setup.ModuleSetupRequested;
import io.tenantry.contracts.setup.ModuleSetupUndoFailed;
import io.tenantry.contracts.setup.ModuleSetupUndoRequested;
import io.tenantry.contracts.setup.ModuleSetupUndone;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecordBase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A module's own service, played here, is asked over Kafka and answers there. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@WithTestResource(PackageServer.class)
class SettingUpByServicesTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private Tenant tenant;
  private String database;

  @BeforeEach
  void aTenantWithADatabase() {
    tenant = Tenant.provisioned();
    database = tenant.database();
  }

  @Test
  void theServiceIsToldWhatItNeedsAndItsAnswerCompletesTheJob() {
    UUID job = tenant.install(withService("asked_p", "60s").setParameters("{\"a\": 1}").build());
    ModuleSetupRequested request = heard(ModuleSetupRequested.class, job);

    complete(request);

    heard(JobCompleted.class, job);
    assertThat(request.getAction()).isEqualTo(PlanAction.INSTALL);
    assertThat(request.getTenantId()).isEqualTo(tenant.id());
    assertThat(request.getModule() + " " + request.getVersion()).isEqualTo("asked_p 1.0.0");
    assertThat(request.getFromVersion()).isNull();
    assertThat(request.getParameters()).isEqualTo("{\"a\": 1}");
    assertThat(request.getDeadline()).isAfter(Instant.now().minusSeconds(60));
    DataLocation location = request.getLocation();
    assertThat(location.getDatabase() + "." + location.getSchemaName())
        .isEqualTo(database + ".asked_p");
    assertThat(location.getRuntimeRole()).isEqualTo("asked_p_app");
    assertThat(states(job)).containsExactly("COMPLETED");
  }

  @Test
  void whoWaitsForAnAnswerHasNoWorkerAndIsWokenByIt() {
    UUID job = tenant.install(withService("rests_p", "600s").build());
    ModuleSetupRequested request = heard(ModuleSetupRequested.class, job);

    assertThat(
            Database.read(
                Database.INSTALLER,
                """
                select state || ' ' || resting || ' ' || (lease_until is null)
                  || ' ' || (not_before > now() + interval '500 seconds')
                from task where id = ?
                """,
                job))
        .containsExactly("RUNNING true true true");
    complete(request);

    heard(JobCompleted.class, job);
  }

  @Test
  void aRefusalFailsTheStepAndTheServiceUndoesBeforeAnythingElse() {
    UUID job = tenant.install(withService("refused_p", "60s").build());
    ModuleSetupRequested request = heard(ModuleSetupRequested.class, job);
    say(
        new ModuleSetupFailed(
            request.getRequestId(), job, tenant.id(), "no-room", "The \u0000 room is full.", NOW));

    JobFailed failed = heard(JobFailed.class, job);
    ModuleSetupUndoRequested undo = heard(ModuleSetupUndoRequested.class, job);
    assertThat(failed.getCode()).isEqualTo("participant-refused");
    assertThat(failed.getDetail())
        .isEqualTo("The module's own service refused: no-room: The   room is full.");
    assertThat(undo.getRequestId()).isEqualTo(request.getRequestId());
    assertThat(undo.getLocation()).isEqualTo(request.getLocation());
    assertThat(Database.tablesOf(database, "refused_p")).containsExactly("card");
    undone(undo);

    heard(JobRolledBack.class, job);
    assertThat(Database.tablesOf(database, "refused_p")).isEmpty();
    assertThat(states(job)).containsExactly("UNDONE");
  }

  @Test
  void whoSaysNothingIsAskedThriceUnderTheSameIdAndThenToUndo() {
    UUID job = tenant.install(withService("silent_p", "1s").build());

    List<ModuleSetupRequested> requests = Tenant.heard(ModuleSetupRequested.class, 3, job);
    assertThat(heard(JobFailed.class, job).getDetail())
        .isEqualTo("The module's own service was asked 3 times and did not answer within 1 s.");
    assertThat(requests)
        .extracting(ModuleSetupRequested::getRequestId)
        .containsOnly(requests.get(0).getRequestId());
    assertThat(requests).extracting(ModuleSetupRequested::getDeadline).isSorted();
    undone(heard(ModuleSetupUndoRequested.class, job));

    heard(JobRolledBack.class, job);
  }

  @Test
  void aStopEndsTheWait() {
    UUID job = tenant.install(withService("stopped_p", "600s").build());
    heard(ModuleSetupRequested.class, job);

    tenant.say(new JobStopRequested(job, tenant.id(), StopReason.CANCEL, "alice", NOW));

    assertThat(heard(JobFailed.class, job).getCode()).isEqualTo("cancelled");
    undone(heard(ModuleSetupUndoRequested.class, job));
    heard(JobRolledBack.class, job);
  }

  @Test
  void anUndoThatIsRefusedIsAskedForAgainByAnOperator() {
    UUID job = tenant.install(withService("stuck_p", "600s").build());
    ModuleSetupRequested request = heard(ModuleSetupRequested.class, job);
    say(new ModuleSetupFailed(request.getRequestId(), job, tenant.id(), "no", "No.", NOW));
    heard(ModuleSetupUndoRequested.class, job);
    say(
        new ModuleSetupUndoFailed(
            request.getRequestId(), job, tenant.id(), "stuck", "Remove it by hand.", NOW));
    assertThat(heard(JobRollbackFailed.class, job).getRemaining().get(0).getDetail())
        .isEqualTo("The module's own service refused: stuck: Remove it by hand.");

    tenant.say(new JobUndoRequested(job, tenant.id(), "olga", NOW));

    undone(Tenant.heard(ModuleSetupUndoRequested.class, 2, job).get(1));
    heard(JobRolledBack.class, job);
  }

  @Test
  void aRemovalIsToldBeforeTheDataGoes() {
    ApprovedItem.Builder item = withService("removed_p", "60s");
    UUID installation = tenant.install(item.build());
    complete(heard(ModuleSetupRequested.class, installation));
    heard(JobCompleted.class, installation);

    UUID removal =
        tenant.install(item.setAction(PlanAction.REMOVE).setFromVersion("1.0.0").build());
    ModuleSetupRequested request = heard(ModuleSetupRequested.class, removal);
    assertThat(request.getAction()).isEqualTo(PlanAction.REMOVE);
    assertThat(Database.tablesOf(database, "removed_p")).containsExactly("card");
    complete(request);

    heard(JobCompleted.class, removal);
    assertThat(Database.tablesOf(database, "removed_p")).isEmpty();
    assertThat(
            heard(JobProgressed.class, 6, removal).stream()
                .map(one -> one.getStep() + " " + one.getPercent()))
        .contains("teardown 66", "set-aside 100");
  }

  @Test
  void anAnswerOfSomebodyElseChangesNothing() {
    UUID job = tenant.install(withService("foreign_p", "600s").build());
    ModuleSetupRequested request = heard(ModuleSetupRequested.class, job);
    UUID event =
        tenant.say(
            new ModuleSetupCompleted(request.getRequestId(), UUID.randomUUID(), tenant.id(), NOW));
    isHandled(event);
    assertThat(states(job)).containsExactly("ASKED");

    complete(request);

    heard(JobCompleted.class, job);
  }

  private static void isHandled(UUID event) {
    Awaitility.await()
        .atMost(LIMIT)
        .until(
            () ->
                !Database.read(
                        Database.INSTALLER,
                        "select 1 from messaging.inbox where event_id = ?",
                        event)
                    .isEmpty());
  }

  private static List<String> states(UUID job) {
    return Database.read(
        Database.INSTALLER, "select state from participant_request where task_id = ?", job);
  }

  private void complete(ModuleSetupRequested request) {
    say(
        new ModuleSetupCompleted(
            request.getRequestId(), request.getJobId(), request.getTenantId(), NOW));
  }

  private void undone(ModuleSetupUndoRequested request) {
    say(
        new ModuleSetupUndone(
            request.getRequestId(), request.getJobId(), request.getTenantId(), NOW));
  }

  private void say(SpecificRecordBase answer) {
    tenant.say(answer);
  }

  private static ApprovedItem.Builder withService(String name, String timeout) {
    return module(
        name,
        Map.of(
            "module.yaml",
            "participant: {timeout: " + timeout + "}",
            "db/tenant/V1__card.sql",
            "create table card (x int);"));
  }
}
