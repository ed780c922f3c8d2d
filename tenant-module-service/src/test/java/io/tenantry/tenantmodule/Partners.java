package io.tenantry.tenantmodule;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenantry.contracts.EventType;
import io.tenantry.contracts.Topics;
import io.tenantry.contracts.common.DataLocation;
import io.tenantry.contracts.common.PlanAction;
import io.tenantry.contracts.common.StepReference;
import io.tenantry.contracts.job.CompletedModule;
import io.tenantry.contracts.job.JobCompleted;
import io.tenantry.contracts.job.JobFailed;
import io.tenantry.contracts.job.JobProgressed;
import io.tenantry.contracts.job.JobRollbackFailed;
import io.tenantry.contracts.job.JobRolledBack;
import io.tenantry.contracts.job.PlanItem;
import io.tenantry.contracts.job.PlanRejected;
import io.tenantry.contracts.job.PlanReserved;
import io.tenantry.contracts.job.RemainingStep;
import io.tenantry.contracts.job.StepState;
import io.tenantry.contracts.tenant.KeptDataPurged;
import io.tenantry.contracts.tenant.TenantDatabaseProvisioned;
import io.tenantry.contracts.tenant.TenantProvisioningFailed;
import io.tenantry.testkit.infrastructure.PlatformServers;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * The registry and the installer, played for one tenant. What they say is handled by the service
 * when the method returns.
 */
final class Partners {

  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final String tenant;
  private long lastReport = 50;

  Partners(String tenant) {
    this.tenant = tenant;
  }

  /** A tenant that has a database, with its registry and installer. */
  static Partners ofReadyTenant() {
    Partners partners = new Partners(Api.registeredTenant());
    partners.say(partners.provisioned("tn_1"));
    return partners;
  }

  String tenant() {
    return tenant;
  }

  TenantDatabaseProvisioned provisioned(String database) {
    return new TenantDatabaseProvisioned(tenant, "primary", database, NOW);
  }

  TenantProvisioningFailed provisioningFailed() {
    return new TenantProvisioningFailed(tenant, "disk-full", "The disk is full. Make room.", NOW);
  }

  PlanReserved reserved(UUID job, PlanItem... items) {
    return new PlanReserved(job, tenant, List.of(items), NOW, List.of());
  }

  PlanRejected rejected(UUID job) {
    return new PlanRejected(job, tenant, "unknown-module", "There is no such module.", NOW);
  }

  JobProgressed progressed(UUID job, long sequence, String step, StepState state, int percent) {
    Instant time = NOW.plusSeconds(sequence);
    return new JobProgressed(
        job, tenant, sequence, "digital_card", "1.0.0", step, state, percent, null, time);
  }

  JobCompleted completed(UUID job, String... modules) {
    List<CompletedModule> results = Arrays.stream(modules).map(this::completedModule).toList();
    return new JobCompleted(job, tenant, 100L, results, NOW);
  }

  /** Those modules, in version 1.0.0, are removed; each has left something. */
  JobCompleted removed(UUID job, Map<String, UUID> keptData) {
    List<CompletedModule> results =
        keptData.entrySet().stream()
            .map(
                one ->
                    new CompletedModule(
                        one.getKey(), "1.0.0", PlanAction.REMOVE, null, one.getValue()))
            .toList();
    return new JobCompleted(job, tenant, 100L, results, NOW);
  }

  /** The module is installed and removed again; answers what it has left. */
  UUID keptDataOf(String module) {
    runToTheEnd(Api.install(tenant, module), module);
    UUID job = Api.uninstalled(tenant, module, "");
    UUID data = UUID.randomUUID();
    say(reserved(job, Plans.removal(module, "1.0.0").build()));
    say(removed(job, Map.of(module, data)));
    return data;
  }

  KeptDataPurged purged(UUID data, String module) {
    return new KeptDataPurged(data, tenant, module, NOW);
  }

  JobFailed failed(UUID job) {
    return JobFailed.newBuilder()
        .setJobId(job)
        .setTenantId(tenant)
        .setSequence(50)
        .setCode("script-failed")
        .setDetail("relation \"card\" already exists")
        .setModule("digital_card")
        .setVersion("1.0.0")
        .setStep("tenant-migrations")
        .setScript("db/tenant/V2__cards.sql")
        .setLine(7)
        .setSqlState("42P07")
        .setStatement("create table card")
        .setFailedAt(NOW)
        .build();
  }

  JobRolledBack rolledBack(UUID job) {
    return new JobRolledBack(job, tenant, 51L, List.of(), NOW);
  }

  JobRollbackFailed rollbackFailed(UUID job) {
    StepReference step = new StepReference("digital_card", "1.0.0", "tenant-migrations");
    RemainingStep remaining =
        new RemainingStep(step, "The schema is in use.", List.of("drop schema digital_card"));
    return new JobRollbackFailed(job, tenant, ++lastReport, List.of(), List.of(remaining), NOW);
  }

  /** Says it as a new event. */
  void say(SpecificRecordBase event) {
    say(UUID.randomUUID(), event);
  }

  /** Says it in two events. */
  void repeat(SpecificRecordBase event) {
    say(event);
    say(event);
  }

  /** Says it in one event that is delivered two times. */
  void sayTwice(SpecificRecordBase event) {
    UUID id = UUID.randomUUID();
    say(id, event);
    say(id, event);
  }

  /** The whole way of a job whose plan is that one module. */
  void runToTheEnd(UUID job, String module) {
    say(reserved(job, Plans.item(module).build()));
    say(completed(job, module));
  }

  private void say(UUID id, SpecificRecordBase event) {
    EventType type = EventType.of(event.getClass());
    String source =
        type.topic().equals(Topics.REGISTRY_SAGA) ? "registry-service" : "installer-service";
    double before = handled(type);
    PlatformServers.events().send(id, source, tenant, event);
    await(type.typeName() + " is handled").atMost(LIMIT).until(() -> handled(type) > before);
  }

  private CompletedModule completedModule(String module) {
    DataLocation location =
        new DataLocation(
            "primary", "tn_1", module, module + "_app", "secret/" + tenant + "/" + module);
    return new CompletedModule(module, "1.0.0", PlanAction.INSTALL, location, null);
  }

  /** The first event of that kind about the job that the service publishes. */
  static <T extends SpecificRecordBase> T heard(Class<T> kind, UUID job) {
    return PlatformServers.events().await(kind, event -> job.equals(event.get("jobId")));
  }

  /** Deliveries of that type that the service is done with, duplicates among them. */
  private static double handled(EventType type) {
    return CDI
        .current()
        .select(MeterRegistry.class)
        .get()
        .find("tenantry.events.handled")
        .tag("type", type.typeName())
        .counters()
        .stream()
        .mapToDouble(Counter::count)
        .sum();
  }
}
