package io.tenantry.installer;

import static io.tenantry.installer.Tenant.heard;
import static io.tenantry.installer.Tenant.module;
import static io.tenantry.testkit.infrastructure.PlatformServers.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantry.contracts.Topics;
import io.tenantry.contracts.common.Isolation;
import io.tenantry.contracts.common.ModuleRequirement;
import io.tenantry.contracts.common.PlanAction;
import io.tenantry.contracts.job.ApprovedItem;
import io.tenantry.contracts.job.JobCompleted;
import io.tenantry.contracts.job.JobFailed;
import io.tenantry.contracts.job.JobRolledBack;
import io.tenantry.contracts.tenant.TenantDatabaseProvisioned;
import io.tenantry.contracts.tenant.TenantProvisioningFailed;
import io.tenantry.testkit.infrastructure.PlatformServers;
import io.tenantry.testkit.kafka.EventClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the intake makes of what comes over Kafka. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@WithTestResource(PackageServer.class)
class TakingOrdersTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Map<String, String> NOTHING = Map.of("module.yaml", "");

  @Test
  void aTenantGetsADatabaseThatBelongsToARoleNobodyCanLogInWith() {
    Tenant tenant = Tenant.provisioned();

    assertThat(tenant.database()).matches("tn_[0-9a-f]{12}");
    assertThat(
            Database.read(
                tenant.database(),
                """
                select rolname || ' ' || rolcanlogin
                  || ' ' || has_database_privilege('public', d.oid, 'CONNECT')
                from pg_database d join pg_roles r on r.oid = d.datdba
                where datname = current_database()
                """))
        .containsExactly(tenant.database() + "_owner false false");
  }

  @Test
  void aTenantThatIsRegisteredTwiceHasOneDatabaseAndIsToldOfItAgain() {
    Tenant tenant = Tenant.provisioned();
    tenant.register(Isolation.DATABASE);
    Tenant.provisioned();

    assertThat(
            Database.read(
                Database.INSTALLER,
                """
                select database || ' ' || (
                  select string_agg(distinct type, ' ') || ' ' || count(*) from messaging.outbox
                  where correlation_id = tenant_id)
                from tenant_database where tenant_id = ?
                """,
                tenant.id()))
        .containsExactly(tenant.database() + " io.tenantry.TenantDatabaseProvisioned 2");
  }

  @Test
  void aTenantThatWantsAnotherIsolationIsRefused() {
    Tenant tenant = new Tenant();

    tenant.register(Isolation.SCHEMA);

    TenantProvisioningFailed failed =
        events()
            .await(TenantProvisioningFailed.class, one -> one.getTenantId().equals(tenant.id()));
    assertThat(failed.getCode()).isEqualTo("isolation-not-supported");
  }

  @Test
  void aJobOfATenantWithoutADatabaseFails() {
    Tenant stranger = new Tenant();

    UUID job = stranger.install(module("mail", NOTHING).build());

    assertThat(heard(JobFailed.class, job).getCode()).isEqualTo("no-database");
    assertThat(heard(JobRolledBack.class, job).getUndone()).isEmpty();
  }

  @Test
  void aPlanWithANameThatIsNoneGoesToTheDeadLetters() {
    assertDeadLetter(
        module("mail", NOTHING).setModule("No Module"), "'No Module' is no module name");
    assertDeadLetter(
        module("mail", NOTHING).setRequires(List.of(new ModuleRequirement("X", "^1"))),
        "'X' is no module name");
  }

  @Test
  void aPlanThatDoesNotSayWhatToDoGoesToTheDeadLetters() {
    assertDeadLetter(
        module("mail", NOTHING).setAction(PlanAction.UNKNOWN),
        "it is not known what is to be done with mail");
    assertDeadLetter(
        module("mail", NOTHING).setAction(PlanAction.UPGRADE),
        "it has to be said from which version mail is upgraded, and only then");
    assertDeadLetter(
        module("mail", NOTHING).setRestores(UUID.randomUUID()),
        "it has to be said from which version mail is upgraded, and only then");
  }

  @Test
  void bytesThatAreNoEventGoToTheDeadLettersAndWhatFollowsIsDone() {
    Tenant tenant = Tenant.provisioned();
    String id = UUID.randomUUID().toString();
    ProducerRecord<String, byte[]> poison =
        new ProducerRecord<>(
            Topics.TENANT_MODULE_SAGA, tenant.id(), "poison".getBytes(StandardCharsets.UTF_8));
    EventClient.header(poison, "ce_specversion", "1.0");
    EventClient.header(poison, "ce_id", id);
    EventClient.header(poison, "ce_type", "io.tenantry.JobApproved");
    EventClient.header(poison, "ce_source", "/tenantry/tenant-module-service");
    EventClient.header(poison, "content-type", "application/avro");

    events().send(poison);

    heard(JobCompleted.class, tenant.install(module("mail", NOTHING).build()));
    assertThat(new String(deadLetter(id).value(), StandardCharsets.UTF_8)).isEqualTo("poison");
  }

  @Test
  void eventsThatAreForOthersAreLeftToThem() {
    Tenant tenant = Tenant.provisioned();
    ProducerRecord<String, byte[]> other =
        new ProducerRecord<>(Topics.TENANT_MODULE_SAGA, tenant.id(), new byte[] {1});
    EventClient.header(other, "ce_type", "io.tenantry.SomethingElse");
    events().send(other);

    heard(JobCompleted.class, tenant.install(module("mail", NOTHING).build()));
  }

  @Test
  void theTaskOfAWorkerThatDiedIsFoundAndDone() {
    Tenant tenant = new Tenant();
    UUID task = UUID.randomUUID();
    Database.change(
        Database.INSTALLER,
        """
        insert into task (id, kind, tenant_id, state, fence, worker, lease_until)
        values (?, 'PROVISIONING', ?, 'RUNNING', nextval('fence'), 'dead', now() - interval '1 s')
        """,
        task,
        tenant.id());

    TenantDatabaseProvisioned made =
        events()
            .await(TenantDatabaseProvisioned.class, one -> one.getTenantId().equals(tenant.id()));

    assertThat(made.getDatabase()).startsWith("tn_");
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(
                        Database.read(
                            Database.INSTALLER, "select state from task where id = ?", task))
                    .containsExactly("COMPLETED"));
  }

  private static void assertDeadLetter(ApprovedItem.Builder item, String reason) {
    Tenant tenant = Tenant.provisioned();
    UUID event = tenant.say(tenant.approval(UUID.randomUUID(), item.build()));

    heard(JobCompleted.class, tenant.install(module("mail", NOTHING).build()));

    assertThat(EventClient.header(deadLetter(event.toString()), "dead-letter-reason"))
        .contains(reason);
  }

  private static ConsumerRecord<String, byte[]> deadLetter(String eventId) {
    return events()
        .awaitRecords(
            Topics.TENANT_MODULE_SAGA + Topics.DEAD_LETTER_SUFFIX,
            1,
            one -> EventClient.header(one, "ce_id").equals(eventId))
        .get(0);
  }
}
