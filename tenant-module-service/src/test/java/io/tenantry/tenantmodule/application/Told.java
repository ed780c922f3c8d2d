package io.tenantry.tenantmodule.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.port.AuditTrail;
import io.tenantry.tenantmodule.application.port.IgnoredEvents;
import io.tenantry.tenantmodule.application.port.JobEvents;
import io.tenantry.tenantmodule.application.port.KeptDataEvents;
import io.tenantry.tenantmodule.application.port.ModuleFacts;
import io.tenantry.tenantmodule.application.port.TenantEvents;
import io.tenantry.tenantmodule.domain.job.Decision.Reason;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobEffect;
import io.tenantry.tenantmodule.domain.job.JobEvent;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.StopReason;
import io.tenantry.tenantmodule.domain.keptdata.KeptData;
import io.tenantry.tenantmodule.domain.module.InstalledModule;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Everything that the application tells others, as short texts in the order of telling. */
final class Told
    implements JobEvents, ModuleFacts, KeptDataEvents, TenantEvents, AuditTrail, IgnoredEvents {

  /** Events and facts. */
  final List<String> events = new ArrayList<>();

  /** Entries as {@code trail: action subject outcome}. */
  final List<String> audit = new ArrayList<>();

  /** What the installer was told last, by module. */
  final Map<String, String> parameters = new HashMap<>();

  /** Versions of kept data that the installer was told to begin with, by module. */
  final Map<String, String> restores = new HashMap<>();

  final List<String> ignored = new ArrayList<>();
  final List<Origin> origins = new ArrayList<>();
  private final InMemoryTransactions transactions;

  Told(InMemoryTransactions transactions) {
    this.transactions = transactions;
  }

  void forget() {
    events.clear();
    audit.clear();
    ignored.clear();
    origins.clear();
  }

  @Override
  public Uni<Void> requested(Job job, List<InstalledModule> installed, Instant now, Origin origin) {
    List<String> present =
        installed.stream()
            .map(one -> one.module() + " " + one.version() + " " + one.installedAs())
            .toList();
    return tell(job, "requested " + job.module() + " " + job.versionRange() + present, origin);
  }

  @Override
  public Uni<Void> approved(Job job, JobEffect effect, Instant now, Origin origin) {
    List<String> plan = job.plan().stream().map(one -> one.module() + " " + one.version()).toList();
    job.plan()
        .forEach(
            one ->
                effect
                    .restoreOf(one)
                    .ifPresent(data -> restores.put(one.module().value(), data.version())));
    job.plan().forEach(one -> parameters.put(one.module().value(), effect.parametersOf(one)));
    return tell(job, "approved " + job.module() + " " + plan, origin);
  }

  @Override
  public Uni<Void> rejected(Job job, Instant now, Origin origin) {
    return tell(job, "rejected " + job.module() + " " + code(job), origin);
  }

  @Override
  public Uni<Void> ended(Job job, Instant now, Origin origin) {
    return tell(job, "ended " + job.module() + " " + job.state(), origin);
  }

  @Override
  public Uni<Void> stopRequested(Job job, Instant now, Origin origin) {
    String reason = job.stopRequested().map(StopReason::name).orElse("no reason");
    return tell(job, "stop " + job.module() + " " + reason, origin);
  }

  @Override
  public Uni<Void> undoRequested(Job job, Instant now, Origin origin) {
    return tell(job, "undo " + job.module() + " again", origin);
  }

  @Override
  public Uni<Void> resolved(Job job, String note, Instant now, Origin origin) {
    return tell(job, "resolved " + job.module() + ": " + note, origin)
        .chain(() -> ended(job, now, origin));
  }

  @Override
  public Uni<Void> activated(InstalledModule module, Origin origin) {
    String text = "fact: %s %s is active".formatted(module.module(), module.version());
    return tell(module.tenantId(), text, origin);
  }

  @Override
  public Uni<Void> upgraded(InstalledModule module, String fromVersion, Origin origin) {
    String text =
        "fact: %s %s is upgraded from %s".formatted(module.module(), module.version(), fromVersion);
    return tell(module.tenantId(), text, origin);
  }

  @Override
  public Uni<Void> deactivating(InstalledModule module, Job job, Instant now, Origin origin) {
    String text = "fact: %s %s is about to go".formatted(module.module(), module.version());
    return tell(module.tenantId(), text, origin);
  }

  @Override
  public Uni<Void> deactivated(
      InstalledModule module, Job job, Optional<UUID> keptData, Instant now, Origin origin) {
    String left = keptData.map(id -> "its data kept").orElse("nothing kept");
    String text = "fact: %s %s is gone, %s".formatted(module.module(), module.version(), left);
    return tell(module.tenantId(), text, origin);
  }

  @Override
  public Uni<Void> stillActive(List<InstalledModule> modules, Job job, Origin origin) {
    Uni<Void> work = Uni.createFrom().voidItem();
    for (InstalledModule module : modules) {
      work = work.chain(() -> activated(module, origin));
    }
    return work;
  }

  @Override
  public Uni<Void> purgeRequested(KeptData data, String requestedBy, Instant now, Origin origin) {
    return tell(data.tenantId(), "purge of " + data.module() + " asked by " + requestedBy, origin);
  }

  @Override
  public void unknownKeptData(TenantId tenant, UUID keptData) {
    ignored.add("purged " + keptData + " UNKNOWN");
  }

  @Override
  public Uni<Void> failed(Job job, Origin origin) {
    return tell(job, "fact: " + job.module() + " failed, " + code(job), origin);
  }

  @Override
  public Uni<Void> registered(Tenant tenant, Origin origin) {
    return tell(tenant.id(), "registered " + tenant.id() + " " + tenant.isolation(), origin);
  }

  @Override
  public Uni<Void> record(AuditEntry entry, Origin origin) {
    return Uni.createFrom()
        .voidItem()
        .invoke(
            () -> {
              entry.tenant().ifPresentOrElse(transactions::changes, transactions::platform);
              String trail = entry.tenant().map(TenantId::value).orElse("platform");
              audit.add(
                  "%s: %s %s %s"
                      .formatted(trail, entry.action(), entry.subject(), entry.outcome()));
              origins.add(origin);
            });
  }

  @Override
  public void ignored(TenantId tenant, UUID jobId, JobEvent event, Reason reason) {
    ignored.add(event + " " + reason);
  }

  private Uni<Void> tell(Job job, String text, Origin origin) {
    return tell(job.tenantId(), text, origin);
  }

  private Uni<Void> tell(TenantId tenant, String text, Origin origin) {
    return Uni.createFrom()
        .voidItem()
        .invoke(
            () -> {
              transactions.changes(tenant);
              events.add(text);
              origins.add(origin);
            });
  }

  private static String code(Job job) {
    return job.problem().map(JobProblem::code).orElse("no problem");
  }
}
