package io.tenantry.testkit.modules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackingModulesTest {

  @TempDir private Path directory;

  @Test
  void documentationAndTheModulesOwnServiceStayOut() throws IOException {
    write("module.yaml");
    write("README.md");
    write("db/tenant/V1__participant.sql");
    write("participant/pom.xml");
    write("participant/target/classes/Main.class");

    assertThat(entriesOf(ModulePackager.pack(directory)))
        .containsExactly("db/tenant/V1__participant.sql", "module.yaml");
  }

  @Test
  void thePackageOfDigitalCardHasScriptsAndItsManifestAlone() throws IOException {
    assertThat(entriesOf(ModulePackager.pack(ProjectFiles.module("digital-card"))))
        .contains("module.yaml")
        .allMatch(name -> name.equals("module.yaml") || name.endsWith(".sql"));
  }

  private void write(String path) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "text");
  }

  private static List<String> entriesOf(byte[] zip) throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipInputStream content = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = content.getNextEntry(); entry != null; ) {
        names.add(entry.getName());
        entry = content.getNextEntry();
      }
    }
    return names;
  }
}
