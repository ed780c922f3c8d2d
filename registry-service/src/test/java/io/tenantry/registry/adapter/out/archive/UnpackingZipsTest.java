package io.tenantry.registry.adapter.out.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.tenantry.registry.config.RegistrySettings;
import io.tenantry.registry.config.Settings;
import io.tenantry.registry.domain.PackageFile;
import io.tenantry.registry.domain.PackageProblem;
import io.tenantry.testkit.modules.ModulePackager;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class UnpackingZipsTest {

  private static final long SOME = 4 << 20;

  private final RegistrySettings settings = Settings.defaults();
  private final ZipFiles files = new ZipFiles(settings, new CentralDirectory(settings));

  @Test
  void aGoodZipIsUnpacked() throws UnreadablePackage {
    assertThat(files.unpack(HostileZips.good()))
        .extracting(PackageFile::path)
        .containsExactly("module.yaml", "db/tenant/V1__a.sql");
  }

  @Test
  void whatOtherToolsWriteIsUnpacked() throws Exception {
    assertThat(files.unpack(ModulePackager.pack(Map.of("a.sql", "select 1;", "b.sql", ""))))
        .containsExactlyInAnyOrder(
            new PackageFile("a.sql", "select 1;"), new PackageFile("b.sql", ""));
    assertThat(files.unpack(withDescriptorsAndDirectories()))
        .containsExactly(new PackageFile("db/a.sql", "select 'gr\u00fcn';"));
  }

  @TestFactory
  Stream<DynamicTest> aHostileZipIsRefused() {
    return HostileZips.all().entrySet().stream()
        .map(
            one ->
                DynamicTest.dynamicTest(
                    one.getKey(),
                    () ->
                        assertThatThrownBy(() -> files.unpack(one.getValue().content()))
                            .isInstanceOfSatisfying(
                                UnreadablePackage.class,
                                refusal ->
                                    assertThat(refusal.problems())
                                        .allMatch(UnpackingZipsTest::isFitToPrint)
                                        .extracting(PackageProblem::code)
                                        .contains(one.getValue().code()))));
  }

  @Test
  void noneOfThemTakesMoreMemoryThanItHasBytesAndSome() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    HostileZips.all()
        .forEach(
            (what, hostile) -> {
              long before = threads.getCurrentThreadAllocatedBytes();
              assertReadOrRefused(hostile.content());
              long taken = threads.getCurrentThreadAllocatedBytes() - before;
              assertThat(taken).as(what).isLessThan(2L * hostile.content().length + SOME);
            });
  }

  @Test
  void thereAreEnoughOfThem() {
    assertThat(HostileZips.all()).hasSizeGreaterThan(40);
  }

  @Test
  void everyCutAndEveryFlippedByteOfAGoodZipIsReadOrRefused() {
    byte[] good = HostileZips.good();
    for (int i = 0; i < good.length; i++) {
      byte[] flipped = good.clone();
      flipped[i] ^= 0x55;
      assertReadOrRefused(flipped);
      assertReadOrRefused(java.util.Arrays.copyOf(good, i));
    }
  }

  private void assertReadOrRefused(byte[] content) {
    try {
      List<PackageFile> unpacked = files.unpack(content);
      assertThat(unpacked).hasSize(2);
    } catch (UnreadablePackage e) {
      assertThat(e.problems()).isNotEmpty();
    }
  }

  private static boolean isFitToPrint(PackageProblem problem) {
    return problem.file().length() < 300
        && (problem.file() + problem.message()).chars().allMatch(c -> c >= ' ' && c < 127);
  }

  private static byte[] withDescriptorsAndDirectories() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("db/"));
      zip.putNextEntry(new ZipEntry("db/a.sql"));
      zip.write("select 'gr\u00fcn';".getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }
}
