package io.tenantry.local;

import static io.tenantry.local.RunningPlatform.DIGITAL_CARD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.contracts.EventType;
import io.tenantry.contracts.Topics;
import io.tenantry.contracts.job.JobApproved;
import io.tenantry.contracts.job.JobCompleted;
import io.tenantry.local.RunningPlatform.Running;
import io.tenantry.local.platform.SchemaSnapshot;
import io.tenantry.testkit.infrastructure.PlatformDatabases;
import io.tenantry.testkit.kafka.EventClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Races that have a name, from the request to the databases. */
@ExtendWith(RunningPlatform.class)
class NamedRacesIT {

  @TempDir private Path directory;

  private final Running running;
  private final Jobs jobs;

  NamedRacesIT(Running running) {
    this.running = running;
    this.jobs = new Jobs(running);
  }

  @Test
  void twoTenantsWhoseJobsShareALandlordMigrationThatFails() {
    GeneratedModule module =
        GeneratedModule.named("shared_failure")
            .migrating("landlord", 1, "create table plan (id int);", "drop table plan;")
            .migrating("landlord", 2, "insert into plan values (1 / 0);", "delete from plan;")
            .migrating("tenant", 1, "create table note (id int);", "drop table note;");
    running.api().publish(module.in(directory));
    List<String> tenants = List.of(running.newTenant(), running.newTenant());
    List<SchemaSnapshot> before = tenants.stream().map(this::database).toList();
    SchemaSnapshot landlord = landlord();

    List<String> requested =
        tenants.stream().map(tenant -> jobs.request(tenant, module.name())).toList();

    for (int each = 0; each < tenants.size(); each++) {
      JsonNode job = jobs.ended(tenants.get(each), requested.get(each));
      assertThat(job.get("state").textValue()).as(job.toString()).isEqualTo("FAILED");
      assertThat(job.at("/problem/sqlState").textValue()).as(job.toString()).isEqualTo("22012");
      assertThat(database(tenants.get(each)).lines()).isEqualTo(before.get(each).lines());
    }
    assertThat(landlord().lines()).isEqualTo(landlord.lines());
    assertThat(usesOf(module.name())).isEmpty();
  }

  @Test
  void anApprovalReplayedFromTheDeadLetterTopic() {
    String tenant = running.newTenant();
    String job = jobs.requestDigitalCard(tenant);
    JsonNode ended = jobs.ended(tenant, job);
    SchemaSnapshot before = database(tenant);
    List<String> work = workOn(job);
    ConsumerRecord<String, byte[]> approval = approvalOf(job);

    replay(approval, EventClient.header(approval, "ce_id"));
    replay(approval, UUID.randomUUID().toString());

    running
        .events()
        .awaitRecords(Topics.INSTALLER_SAGA, 2, one -> isAbout(job, JobCompleted.class, one));
    jobs.ended(tenant, jobs.request(tenant, "time_travel"));
    assertThat(workOn(job)).isEqualTo(work);
    assertThat(database(tenant).lines()).isEqualTo(before.lines());
    assertThat(TenantDatabase.of(running, tenant).applied(DIGITAL_CARD)).hasSize(10);
    assertThat(jobs.ended(tenant, job)).isEqualTo(ended);
  }

  @Test
  void twoJobsOfOneTenantThatShareADependency() {
    GeneratedModule base =
        GeneratedModule.named("base")
            .migrating("landlord", 1, "create table plan (id int);", "drop table plan;")
            .migrating("tenant", 1, "create table note (id int);", "drop table note;");
    List<GeneratedModule> modules =
        List.of(
            GeneratedModule.named("left").requiring(base),
            GeneratedModule.named("right").requiring(base));
    running.api().publish(base.in(directory));
    modules.forEach(module -> running.api().publish(module.in(directory)));
    String tenant = running.newTenant();

    List<String> requested =
        modules.stream().map(module -> jobs.request(tenant, module.name())).toList();

    for (String request : requested) {
      JsonNode job = jobs.ended(tenant, request);
      assertThat(job.get("state").textValue()).as(job.toString()).isEqualTo("SUCCEEDED");
    }
    for (String module : List.of(base.name(), modules.get(0).name(), modules.get(1).name())) {
      assertThat(running.api().module(tenant, module).body().get("status").textValue())
          .isEqualTo("ACTIVE");
    }
    assertThat(TenantDatabase.of(running, tenant).applied(base.name())).containsExactly("1");
    assertThat(usesOf(base.name())).containsExactly(tenant);
  }

  private ConsumerRecord<String, byte[]> approvalOf(String job) {
    return running.events().records(Topics.TENANT_MODULE_SAGA).stream()
        .filter(one -> isAbout(job, JobApproved.class, one))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + JobApproved.class + " of " + job));
  }

  private static boolean isAbout(
      String job, Class<? extends SpecificRecordBase> kind, ConsumerRecord<String, byte[]> one) {
    return EventClient.header(one, "ce_type").equals(EventType.of(kind).typeName())
        && EventClient.header(one, "ce_subject").equals(job);
  }

  /** As a person would who copies a dead letter to its topic. */
  private void replay(ConsumerRecord<String, byte[]> approval, String id) {
    ProducerRecord<String, byte[]> again =
        new ProducerRecord<>(
            approval.topic(), null, approval.key(), approval.value(), approval.headers());
    again.headers().remove("ce_id").add("ce_id", id.getBytes(StandardCharsets.UTF_8));
    EventClient.header(again, "dead-letter-reason", "a person knows better");
    running.events().send(again);
  }

  /** The fencing token rises with everyone who works on a task. */
  private List<String> workOn(String job) {
    return installer(
        "select fence || ' ' || state || ' ' || ended_at from task where id = '%s'".formatted(job));
  }

  private List<String> usesOf(String module) {
    return installer("select tenant_id from landlord_use where module = '%s'".formatted(module));
  }

  private List<String> installer(String sql) {
    return new TenantDatabase(running, "tenantry_installer").texts(sql);
  }

  private SchemaSnapshot landlord() {
    return SchemaSnapshot.of(running.infrastructure().postgres(), PlatformDatabases.LANDLORD);
  }

  private SchemaSnapshot database(String tenant) {
    return SchemaSnapshot.of(
        running.infrastructure().postgres(), TenantDatabase.of(running, tenant).name());
  }
}
