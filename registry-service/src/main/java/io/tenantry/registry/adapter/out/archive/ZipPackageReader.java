package io.tenantry.registry.adapter.out.archive;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.port.Background;
import io.tenantry.registry.application.port.PackageReader;
import io.tenantry.registry.domain.ModulePackage;
import io.tenantry.registry.domain.PackageFile;
import io.tenantry.registry.domain.PackageProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Reads packages in the background, because unpacking takes its time. */
@ApplicationScoped
class ZipPackageReader implements PackageReader {

  private static final String MANIFEST = "module.yaml";

  private final ZipFiles files;
  private final ManifestReader manifests;
  private final Background background;

  ZipPackageReader(ZipFiles files, ManifestReader manifests, Background background) {
    this.files = files;
    this.manifests = manifests;
    this.background = background;
  }

  @Override
  public Uni<Reading> read(byte[] content) {
    return background.run(() -> readNow(content));
  }

  private Reading readNow(byte[] content) {
    try {
      return read(files.unpack(content));
    } catch (UnreadablePackage e) {
      return new Reading.Unreadable(e.problems());
    }
  }

  private Reading read(List<PackageFile> files) {
    Optional<PackageFile> manifest =
        files.stream().filter(file -> file.path().equals(MANIFEST)).findFirst();
    if (manifest.isEmpty()) {
      return new Reading.Unreadable(
          List.of(
              PackageProblem.in(
                  MANIFEST, "manifest-missing", "The package has no module.yaml; add one.")));
    }
    List<PackageFile> scripts =
        files.stream().filter(file -> !file.path().equals(MANIFEST)).toList();
    return manifests
        .read(manifest.get())
        .fold(
            read -> new Reading.Readable(new ModulePackage(read, scripts)),
            Reading.Unreadable::new);
  }
}
