package io.tenantry.registry.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.port.CatalogueViews;
import io.tenantry.registry.application.port.PackageReader;
import io.tenantry.registry.domain.CapabilityName;
import io.tenantry.registry.domain.CapabilityRequirement;
import io.tenantry.registry.domain.Digest;
import io.tenantry.registry.domain.Lineage;
import io.tenantry.registry.domain.Manifest;
import io.tenantry.registry.domain.ModulePackage;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.PackageProblem;
import io.tenantry.registry.domain.PackageSignature;
import io.tenantry.registry.domain.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds everything that is wrong with a package, and changes nothing. */
public final class CheckPackage {

  private static final Comparator<ModuleVersion> BY_VERSION =
      Comparator.comparing(ModuleVersion::version);

  private final PackageReader reader;
  private final CatalogueViews views;
  private final SignatureCheck signatures;

  public CheckPackage(PackageReader reader, CatalogueViews views, SignatureCheck signatures) {
    this.reader = reader;
    this.views = views;
    this.signatures = signatures;
  }

  /** All problems at once, as far as the package can be read. */
  public Uni<PackageReport> handle(byte[] content, Optional<PackageSignature> signature) {
    Digest digest = Digest.of(content);
    SignatureCheck.Result signed = signatures.check(digest, signature);
    return reader
        .read(content)
        .chain(
            reading ->
                reading.fold(
                    modulePackage -> check(modulePackage, digest, signed),
                    problems -> report(Optional.empty(), digest, signed, problems)));
  }

  private Uni<PackageReport> check(
      ModulePackage modulePackage, Digest digest, SignatureCheck.Result signed) {
    Manifest manifest = modulePackage.manifest();
    return lineageOf(manifest)
        .chain(
            lineage ->
                report(Optional.of(manifest), digest, signed, modulePackage.problems(lineage)));
  }

  private static Uni<PackageReport> report(
      Optional<Manifest> manifest,
      Digest digest,
      SignatureCheck.Result signed,
      List<PackageProblem> found) {
    List<PackageProblem> problems = new ArrayList<>(found);
    List<PackageProblem> warnings = new ArrayList<>();
    signed.objection().ifPresent((signed.refused() ? problems : warnings)::add);
    return Uni.createFrom()
        .item(new PackageReport(manifest, digest, signed.signedBy(), problems, warnings));
  }

  private Uni<Lineage> lineageOf(Manifest manifest) {
    return views
        .versions(manifest.name().value())
        .chain(
            versions -> {
              List<ModuleVersion> older =
                  versions.stream()
                      .filter(ModuleVersion::wasPublished)
                      .filter(one -> one.version().compareTo(manifest.version()) < 0)
                      .toList();
              return lineage(manifest, older);
            });
  }

  private Uni<Lineage> lineage(Manifest manifest, List<ModuleVersion> older) {
    Optional<Version> named = manifest.wayBack().landlordCompatibleFrom();
    Optional<ModuleVersion> oldest =
        named.isEmpty()
            ? older.stream().min(BY_VERSION)
            : older.stream().filter(one -> one.version().equals(named.get())).findFirst();
    boolean known = named.isEmpty() || oldest.isPresent() || named.get().equals(manifest.version());
    Optional<ModuleVersion> former = older.stream().max(BY_VERSION);
    return read(former)
        .chain(
            formerPackage ->
                (oldest.equals(former) ? Uni.createFrom().item(formerPackage) : read(oldest))
                    .chain(
                        oldestPackage ->
                            views
                                .providedAmong(requiredBy(manifest))
                                .map(
                                    provided ->
                                        new Lineage(
                                            formerPackage, oldestPackage, known, provided))));
  }

  private static List<CapabilityName> requiredBy(Manifest manifest) {
    return manifest.requiredCapabilities().stream().map(CapabilityRequirement::capability).toList();
  }

  private Uni<Optional<ModulePackage>> read(Optional<ModuleVersion> version) {
    if (version.isEmpty()) {
      return Uni.createFrom().item(Optional.empty());
    }
    return views
        .content(version.get().digest())
        .chain(content -> reader.read(content.orElseThrow()))
        .map(
            reading -> reading.fold(Optional::of, problems -> unreadable(version.get(), problems)));
  }

  private static Optional<ModulePackage> unreadable(
      ModuleVersion version, List<PackageProblem> problems) {
    throw new IllegalStateException(
        "the registered package %s can no longer be read: %s; raise the limits that it passed once"
            .formatted(version.id(), problems.get(0).message()));
  }
}
