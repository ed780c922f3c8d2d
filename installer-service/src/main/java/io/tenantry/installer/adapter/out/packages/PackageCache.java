package io.tenantry.installer.adapter.out.packages;

import io.tenantry.installer.application.port.Packages.Corrupt;
import io.tenantry.installer.application.port.Packages.OutOfReach;
import io.tenantry.installer.config.InstallerSettings;
import io.tenantry.installer.domain.plan.PlanItem;
import io.tenantry.messaging.crash.CrashPoints;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps packages by their digests, and believes neither the registry nor its own disk. */
@ApplicationScoped
class PackageCache {

  private static final String PREFIX = "sha256:";

  private final Path directory;
  private final CrashPoints crashPoints;

  PackageCache(InstallerSettings settings, CrashPoints crashPoints) {
    this.crashPoints = crashPoints;
    this.directory = settings.packages().cache();
  }

  /**
   * The package's bytes.
   *
   * @throws Corrupt if what the registry sends does not have the plan's digest
   */
  byte[] get(PlanItem item, Supplier<byte[]> registry) {
    Path file = directory.resolve(item.digest().replace(PREFIX, "") + ".zip");
    return read(file)
        .filter(bytes -> hasDigest(bytes, item.digest()))
        .orElseGet(() -> fetch(item, registry, file));
  }

  private byte[] fetch(PlanItem item, Supplier<byte[]> registry, Path file) {
    byte[] bytes = registry.get();
    if (!hasDigest(bytes, item.digest())) {
      throw new Corrupt(
          "The package of %s %s does not have the digest %s that the plan names."
              .formatted(item.module(), item.version(), item.digest()));
    }
    write(file, bytes);
    return bytes;
  }

  private static Optional<byte[]> read(Path file) {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException missing) {
      return Optional.empty();
    } catch (IOException e) {
      throw new OutOfReach("cannot read " + file, e);
    }
  }

  private void write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(directory);
      Path draft = Files.createTempFile(directory, "new-", ".zip");
      Files.write(draft, bytes);
      crashPoints.reach(PackagePoint.PACKAGE_DRAFTED);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      crashPoints.reach(PackagePoint.PACKAGE_KEPT);
    } catch (IOException e) {
      throw new OutOfReach("cannot keep a package in " + directory, e);
    }
  }

  private static boolean hasDigest(byte[] bytes, String digest) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return digest.equals(PREFIX + HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
