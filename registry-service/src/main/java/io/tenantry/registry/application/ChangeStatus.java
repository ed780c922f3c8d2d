package io.tenantry.registry.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.port.AuditTrail;
import io.tenantry.registry.application.port.CatalogueEvents;
import io.tenantry.registry.application.port.Catalogues;
import io.tenantry.registry.application.port.ModuleUsage;
import io.tenantry.registry.application.port.ModuleVersions;
import io.tenantry.registry.application.port.UnitOfWork;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.Version;
import io.tenantry.registry.domain.VersionStatus;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/** Publishes, deprecates and withdraws versions. */
public final class ChangeStatus {

  private final Catalogues catalogues;
  private final ModuleVersions versions;
  private final ModuleUsage usage;
  private final CatalogueEvents events;
  private final AuditTrail audit;
  private final UnitOfWork unitOfWork;
  private final Clock clock;

  public ChangeStatus(
      Catalogues catalogues,
      ModuleVersions versions,
      ModuleUsage usage,
      CatalogueEvents events,
      AuditTrail audit,
      UnitOfWork unitOfWork,
      Clock clock) {
    this.catalogues = catalogues;
    this.versions = versions;
    this.usage = usage;
    this.events = events;
    this.audit = audit;
    this.unitOfWork = unitOfWork;
    this.clock = clock;
  }

  /**
   * Repeating a change that was made changes nothing. Nobody reserves a version while it changes:
   * none can come to be used between the count and the withdrawal.
   */
  public Uni<Outcome> handle(Command command, Origin origin) {
    return unitOfWork.run(
        commit(command.next()),
        () ->
            catalogues
                .lock()
                .chain(() -> versions.lock(command.name(), command.version()))
                .chain(
                    found ->
                        found
                            .map(version -> change(version, command, origin))
                            .orElseGet(() -> answer(new Outcome.Unknown()))));
  }

  private static Commit commit(VersionStatus next) {
    return switch (next) {
      case PUBLISHED -> Commit.VERSION_PUBLISHED;
      case DEPRECATED -> Commit.VERSION_DEPRECATED;
      case WITHDRAWN -> Commit.VERSION_WITHDRAWN;
      case DRAFT -> throw new IllegalArgumentException("no version becomes a draft again");
    };
  }

  private Uni<Outcome> change(ModuleVersion version, Command command, Origin origin) {
    if (command.isStale(version)) {
      return refuse(command, new Outcome.Stale(version), "STALE", origin);
    }
    if (version.status() == command.next()) {
      return answer(new Outcome.Done(version));
    }
    if (!version.status().mayBecome(command.next())) {
      return refuse(command, new Outcome.NotAllowed(version), "NOT_ALLOWED", origin);
    }
    if (command.next() != VersionStatus.WITHDRAWN) {
      return make(version, command, origin);
    }
    return usage
        .of(version.name(), version.version())
        .chain(
            use ->
                use.isNone() || command.force()
                    ? make(version, command, origin)
                    : refuse(command, new Outcome.InUse(version, use), "IN_USE", origin));
  }

  private Uni<Outcome> make(ModuleVersion version, Command command, Origin origin) {
    ModuleVersion changed = version.with(command.next(), command.reason(), clock.instant());
    return versions
        .update(changed)
        .chain(
            () ->
                version.wasPublished() || changed.wasPublished()
                    ? tell(changed, origin)
                    : nothing())
        .chain(catalogues::change)
        .chain(() -> audit.record(entry(command, AuditEntry.ACCEPTED), origin))
        .replaceWith(new Outcome.Done(changed));
  }

  private Uni<Void> tell(ModuleVersion changed, Origin origin) {
    return events.changed(changed, origin);
  }

  private Uni<Outcome> refuse(Command command, Outcome outcome, String code, Origin origin) {
    return audit.record(entry(command, code), origin).replaceWith(outcome);
  }

  private static AuditEntry entry(Command command, String outcome) {
    return new AuditEntry(
        "version." + command.next().name().toLowerCase(Locale.ROOT),
        command.name() + "@" + command.version(),
        outcome);
  }

  private static Uni<Outcome> answer(Outcome outcome) {
    return Uni.createFrom().item(outcome);
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }

  /**
   * Change the status of that version.
   *
   * @param reason for people; empty when none is given
   * @param force whether a version in use may be withdrawn
   * @param expected revision that it must have; empty when any will do
   */
  public record Command(
      ModuleName name,
      Version version,
      VersionStatus next,
      String reason,
      boolean force,
      Optional<String> expected) {

    boolean isStale(ModuleVersion found) {
      return expected.isPresent() && !expected.get().equals(found.revision());
    }
  }

  /** What came of it. */
  public sealed interface Outcome {

    /** It has that status now, whether it had it before or not. */
    record Done(ModuleVersion version) implements Outcome {}

    /** Nobody registered it. */
    record Unknown() implements Outcome {}

    /** It is in a state from which there is no way to that one. */
    record NotAllowed(ModuleVersion version) implements Outcome {}

    /** It changed since the client looked. */
    record Stale(ModuleVersion version) implements Outcome {}

    /** Tenants use it. */
    record InUse(ModuleVersion version, Usage usage) implements Outcome {}
  }
}
