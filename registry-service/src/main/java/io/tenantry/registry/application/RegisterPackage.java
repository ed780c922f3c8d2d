package io.tenantry.registry.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.port.AuditTrail;
import io.tenantry.registry.application.port.CatalogueViews;
import io.tenantry.registry.application.port.ModuleVersions;
import io.tenantry.registry.application.port.UnitOfWork;
import io.tenantry.registry.domain.Digest;
import io.tenantry.registry.domain.Manifest;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.PackageProblem;
import io.tenantry.registry.domain.PackageSignature;
import io.tenantry.registry.domain.Version;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Takes a package into the catalogue, as a draft. */
public final class RegisterPackage {

  private final CheckPackage checkPackage;
  private final ModuleVersions versions;
  private final CatalogueViews views;
  private final AuditTrail audit;
  private final UnitOfWork unitOfWork;
  private final Clock clock;

  public RegisterPackage(
      CheckPackage checkPackage,
      ModuleVersions versions,
      CatalogueViews views,
      AuditTrail audit,
      UnitOfWork unitOfWork,
      Clock clock) {
    this.checkPackage = checkPackage;
    this.versions = versions;
    this.views = views;
    this.audit = audit;
    this.unitOfWork = unitOfWork;
    this.clock = clock;
  }

  /**
   * The same bytes again change nothing, whatever came after them; other bytes for a version that
   * exists are refused.
   */
  public Uni<Outcome> handle(Command command, Origin origin) {
    return views
        .version(command.name().value(), command.version().toString())
        .chain(
            existing ->
                existing
                    .map(version -> compare(version, Digest.of(command.content())))
                    .map(outcome -> answer(command, outcome, origin))
                    .orElseGet(() -> check(command, origin)));
  }

  private Uni<Outcome> check(Command command, Origin origin) {
    return checkPackage
        .handle(command.content(), command.signature())
        .chain(
            report -> {
              List<PackageProblem> problems = new ArrayList<>(report.problems());
              report
                  .manifest()
                  .filter(manifest -> !command.names(manifest))
                  .ifPresent(manifest -> problems.add(otherVersion(command, manifest)));
              return problems.isEmpty()
                  ? register(command, report, origin)
                  : answer(command, new Outcome.Refused(problems), origin);
            });
  }

  private Uni<Outcome> register(Command command, PackageReport report, Origin origin) {
    byte[] content = command.content();
    ModuleVersion draft =
        ModuleVersion.draft(
            report.manifest().orElseThrow(),
            report.digest(),
            content.length,
            report.signedBy(),
            clock.instant());
    return unitOfWork.run(
        Commit.PACKAGE_REGISTERED,
        () ->
            versions
                .add(draft, content)
                .chain(
                    added ->
                        added
                            ? record(command, AuditEntry.ACCEPTED, origin)
                                .replaceWith(new Outcome.Registered(draft, report.warnings()))
                            : compareWithExisting(draft)));
  }

  /** A refusal changes nothing but the audit trail. */
  private Uni<Outcome> answer(Command command, Outcome outcome, Origin origin) {
    return outcome instanceof Outcome.Unchanged
        ? Uni.createFrom().item(outcome)
        : unitOfWork
            .run(Commit.CHANGE_REFUSED, () -> record(command, outcome.code(), origin))
            .replaceWith(outcome);
  }

  private Uni<Void> record(Command command, String outcome, Origin origin) {
    return audit.record(
        new AuditEntry("package.registered", command.name() + "@" + command.version(), outcome),
        origin);
  }

  private Uni<Outcome> compareWithExisting(ModuleVersion draft) {
    return versions
        .find(draft.name(), draft.version())
        .map(Optional::orElseThrow)
        .map(existing -> compare(existing, draft.digest()));
  }

  private static Outcome compare(ModuleVersion existing, Digest digest) {
    return existing.digest().equals(digest)
        ? new Outcome.Unchanged(existing)
        : new Outcome.VersionTaken(existing);
  }

  private static PackageProblem otherVersion(Command command, Manifest manifest) {
    return PackageProblem.in(
        "module.yaml",
        "other-version",
        "The package is %s %s, the address says %s %s; use the address of the package's version."
            .formatted(manifest.name(), manifest.version(), command.name(), command.version()));
  }

  /**
   * Register these bytes as that version.
   *
   * @param signature over the digest of the bytes; empty when nobody signed it
   */
  public record Command(
      ModuleName name, Version version, byte[] content, Optional<PackageSignature> signature) {

    boolean names(Manifest manifest) {
      return manifest.name().equals(name) && manifest.version().equals(version);
    }
  }

  /** What came of it. */
  public sealed interface Outcome {

    /** Handles every case. */
    default <R> R fold(
        Function<Registered, R> registered,
        Function<Unchanged, R> unchanged,
        Function<VersionTaken, R> versionTaken,
        Function<Refused, R> refused) {
      if (this instanceof Registered one) {
        return registered.apply(one);
      }
      if (this instanceof Unchanged one) {
        return unchanged.apply(one);
      }
      return this instanceof VersionTaken one
          ? versionTaken.apply(one)
          : refused.apply((Refused) this);
    }

    /** For the audit trail. */
    default String code() {
      return fold(
          registered -> AuditEntry.ACCEPTED,
          unchanged -> AuditEntry.ACCEPTED,
          taken -> "VERSION_TAKEN",
          refused -> "PACKAGE_INVALID");
    }

    record Registered(ModuleVersion version, List<PackageProblem> warnings) implements Outcome {

      public Registered {
        warnings = List.copyOf(warnings);
      }
    }

    /** These very bytes were registered before. */
    record Unchanged(ModuleVersion version) implements Outcome {}

    /** The version exists with other bytes. */
    record VersionTaken(ModuleVersion existing) implements Outcome {}

    record Refused(List<PackageProblem> problems) implements Outcome {

      public Refused {
        problems = List.copyOf(problems);
      }
    }
  }
}
