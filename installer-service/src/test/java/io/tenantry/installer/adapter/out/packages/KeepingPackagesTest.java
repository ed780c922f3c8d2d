package io.tenantry.installer.adapter.out.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.installer.application.port.Packages.Corrupt;
import io.tenantry.installer.application.port.Packages.OutOfReach;
import io.tenantry.installer.config.Settings;
import io.tenantry.installer.domain.plan.Action;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.PlanItem;
import io.tenantry.messaging.crash.CrashPoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepingPackagesTest {

  private static final byte[] CONTENT = {1, 2, 3};

  @TempDir Path directory;

  private final AtomicInteger downloads = new AtomicInteger();
  private PackageCache cache;
  private Path file;

  @BeforeEach
  void anEmptyCache() {
    Path packages = directory.resolve("packages");
    cache =
        new PackageCache(Settings.with("packages.cache", packages.toString()), CrashPoints.none());
    file = packages.resolve(hash() + ".zip");
  }

  @Test
  void aPackageIsFetchedOnce() {
    assertThat(get()).isEqualTo(CONTENT);
    assertThat(get()).isEqualTo(CONTENT);

    assertThat(downloads).hasValue(1);
    assertThat(file).hasBinaryContent(CONTENT);
  }

  @Test
  void aFileThatWasDamagedIsFetchedAgainAndReplaced() throws IOException {
    get();
    Files.write(file, new byte[] {9});

    assertThat(get()).isEqualTo(CONTENT);

    assertThat(downloads).hasValue(2);
    assertThat(file).hasBinaryContent(CONTENT);
  }

  @Test
  void whatDoesNotHaveThePlansDigestIsRefusedAndNotKept() throws IOException {
    assertThatExceptionOfType(Corrupt.class)
        .isThrownBy(() -> cache.get(item(), () -> new byte[] {9}))
        .withMessage(
            "The package of mail 1.0.0 does not have the digest sha256:%s that the plan names.",
            hash());

    assertThat(file).doesNotExist();
  }

  @Test
  void nothingIsKeptOfADownloadThatFails() {
    OutOfReach reason = new OutOfReach("The registry is away.", new IOException());

    assertThatExceptionOfType(OutOfReach.class)
        .isThrownBy(
            () ->
                cache.get(
                    item(),
                    () -> {
                      throw reason;
                    }))
        .isSameAs(reason);
    assertThat(file).doesNotExist();
  }

  @Test
  void noDraftsStay() throws IOException {
    get();

    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aPlaceThatIsNoDirectoryIsNamed() throws IOException {
    Path wrong = Files.createFile(directory.resolve("wrong"));
    PackageCache broken =
        new PackageCache(Settings.with("packages.cache", wrong.toString()), CrashPoints.none());

    assertThatExceptionOfType(OutOfReach.class)
        .isThrownBy(() -> broken.get(item(), () -> CONTENT))
        .withMessageContaining(wrong.toString());
  }

  private byte[] get() {
    return cache.get(
        item(),
        () -> {
          downloads.incrementAndGet();
          return CONTENT;
        });
  }

  private static PlanItem item() {
    return item("sha256:" + hash());
  }

  private static PlanItem item(String digest) {
    return new PlanItem(
        new ModuleName("mail"),
        "1.0.0",
        Action.INSTALL,
        Optional.empty(),
        Optional.empty(),
        digest,
        3,
        "/p",
        List.of(),
        "{}");
  }

  private static String hash() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CONTENT));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
