package io.tenantry.installer;

import static io.tenantry.testkit.infrastructure.PlatformServers.events;

import io.tenantry.contracts.common.InstalledAs;
import io.tenantry.contracts.common.Isolation;
import io.tenantry.contracts.common.JobKind;
import io.tenantry.contracts.common.PlanAction;
import io.tenantry.contracts.job.ApprovedItem;
import io.tenantry.contracts.job.JobApproved;
import io.tenantry.contracts.tenant.TenantDatabaseProvisioned;
import io.tenantry.contracts.tenant.TenantRegistered;
import io.tenantry.testkit.modules.ModulePackager;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecordBase;

/** A tenant for whom the tenant-module service, played here, asks for things over Kafka. */
public final class Tenant {

  private static final String SENDER = "tenant-module-service";
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private final String id = "t-" + UUID.randomUUID();

  public String id() {
    return id;
  }

  /** A tenant that has a database. */
  public static Tenant provisioned() {
    Tenant tenant = new Tenant();
    tenant.register(Isolation.DATABASE);
    tenant.database();
    return tenant;
  }

  public void register(Isolation isolation) {
    say(new TenantRegistered(id, isolation, NOW));
  }

  /** Name of the tenant's database, when there is one. */
  public String database() {
    return events()
        .await(TenantDatabaseProvisioned.class, one -> one.getTenantId().equals(id))
        .getDatabase();
  }

  /** Approves a job of those modules and answers its id. */
  public UUID install(ApprovedItem... items) {
    JobApproved approved = approval(UUID.randomUUID(), items);
    say(approved);
    return approved.getJobId();
  }

  /** Approves a job that upgrades those modules and answers its id. */
  public UUID upgrade(ApprovedItem... items) {
    UUID job = UUID.randomUUID();
    say(new JobApproved(job, id, JobKind.UPGRADE, List.of(items), NOW.plusSeconds(3_600), NOW));
    return job;
  }

  public JobApproved approval(UUID job, ApprovedItem... items) {
    Instant deadline = NOW.plusSeconds(3_600);
    return new JobApproved(job, id, JobKind.INSTALL, List.of(items), deadline, NOW);
  }

  public UUID say(SpecificRecordBase event) {
    return events().send(SENDER, id, event);
  }

  public void say(UUID eventId, SpecificRecordBase event) {
    events().send(eventId, SENDER, id, event);
  }

  /** The first event of that kind about the job. */
  public static <T extends SpecificRecordBase> T heard(Class<T> kind, UUID job) {
    return heard(kind, 1, job).get(0);
  }

  /** The first so many events of that kind about the job. */
  public static <T extends SpecificRecordBase> List<T> heard(Class<T> kind, int count, UUID job) {
    try {
      return events().await(kind, count, event -> job.equals(event.get("jobId")));
    } catch (AssertionError e) {
      String sql = "select state || ' ' || coalesce(failure::text, '') from task where id = ?";
      throw new AssertionError(
          "%s, but %s; the task is %s"
              .formatted(
                  e.getMessage(),
                  Database.eventsAbout(job),
                  Database.read(Database.INSTALLER, sql, job)),
          e);
    }
  }

  /** A module whose package the registry hands out. */
  public static ApprovedItem.Builder module(String name, Map<String, String> files) {
    byte[] content = ModulePackager.pack(files);
    String location = "/v1/modules/" + name + "/versions/1.0.0/" + UUID.randomUUID();
    PackageServer.offer(location, content);
    return ApprovedItem.newBuilder()
        .setModule(name)
        .setVersion("1.0.0")
        .setAction(PlanAction.INSTALL)
        .setInstalledAs(InstalledAs.REQUESTED)
        .setDigest(digest(content))
        .setPackageSize(content.length)
        .setPackageLocation(location)
        .setRequires(List.of())
        .setParameters("{}");
  }

  private static String digest(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
