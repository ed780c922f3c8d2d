package io.tenantry.registry.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.port.ModuleVersions;
import io.tenantry.registry.application.port.PackageReader;
import io.tenantry.registry.application.port.UnitOfWork;
import io.tenantry.registry.domain.Digest;
import io.tenantry.registry.domain.Manifest;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModulePackage;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.PackageProblem;
import io.tenantry.registry.domain.Version;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Takes a package into the catalogue, as a draft. */
public final class RegisterPackage {

  private final PackageReader reader;
  private final ModuleVersions versions;
  private final UnitOfWork unitOfWork;
  private final Clock clock;

  public RegisterPackage(
      PackageReader reader, ModuleVersions versions, UnitOfWork unitOfWork, Clock clock) {
    this.reader = reader;
    this.versions = versions;
    this.unitOfWork = unitOfWork;
    this.clock = clock;
  }

  /** The same bytes again change nothing; other bytes for a version that exists are refused. */
  public Uni<Outcome> handle(Command command) {
    return reader
        .read(command.content())
        .chain(
            reading ->
                reading.fold(
                    modulePackage -> register(command, modulePackage), RegisterPackage::refused));
  }

  private Uni<Outcome> register(Command command, ModulePackage modulePackage) {
    Manifest manifest = modulePackage.manifest();
    if (!manifest.name().equals(command.name()) || !manifest.version().equals(command.version())) {
      return refused(List.of(otherVersion(command, manifest)));
    }
    List<PackageProblem> problems = modulePackage.problems();
    if (!problems.isEmpty()) {
      return refused(problems);
    }
    byte[] content = command.content();
    ModuleVersion draft =
        ModuleVersion.draft(manifest, Digest.of(content), content.length, clock.instant());
    return unitOfWork.run(
        Commit.PACKAGE_REGISTERED,
        () ->
            versions
                .add(draft, content)
                .chain(added -> added ? registered(draft) : compareWithExisting(draft)));
  }

  private Uni<Outcome> compareWithExisting(ModuleVersion draft) {
    return versions
        .find(draft.name(), draft.version())
        .map(Optional::orElseThrow)
        .map(
            existing ->
                existing.digest().equals(draft.digest())
                    ? new Outcome.Unchanged(existing)
                    : new Outcome.VersionTaken(existing));
  }

  private static Uni<Outcome> registered(ModuleVersion draft) {
    return Uni.createFrom().item(new Outcome.Registered(draft));
  }

  private static Uni<Outcome> refused(List<PackageProblem> problems) {
    return Uni.createFrom().item(new Outcome.Refused(problems));
  }

  private static PackageProblem otherVersion(Command command, Manifest manifest) {
    return PackageProblem.in(
        "module.yaml",
        "other-version",
        "The package is %s %s, the address says %s %s; use the address of the package's version."
            .formatted(manifest.name(), manifest.version(), command.name(), command.version()));
  }

  /** Register these bytes as that version. */
  public record Command(ModuleName name, Version version, byte[] content) {}

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

    record Registered(ModuleVersion version) implements Outcome {}

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
