package io.tenantry.testkit.modules;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs the source tree of a module into a package. The same files give the same bytes, so the
 * digest tells whether a module has changed.
 */
public final class ModulePackager {

  private static final FileTime NO_TIME = FileTime.fromMillis(315_532_800_000L);

  private ModulePackager() {}

  /**
   * Packs a directory; documentation ({@code *.md}) stays out, and so does the module's own service
   * in {@code participant/}.
   */
  public static byte[] pack(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      Map<String, byte[]> content = new TreeMap<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = directory.relativize(file).toString().replace('\\', '/');
        if (!name.endsWith(".md") && !name.startsWith("participant/")) {
          content.put(name, Files.readAllBytes(file));
        }
      }
      return zip(content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot pack " + directory, e);
    }
  }

  /** Packs files that are given as paths with their text. */
  public static byte[] pack(Map<String, String> files) {
    Map<String, byte[]> content = new TreeMap<>();
    files.forEach((path, text) -> content.put(path, text.getBytes(StandardCharsets.UTF_8)));
    try {
      return zip(content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot pack a module", e);
    }
  }

  private static byte[] zip(Map<String, byte[]> content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : content.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setLastModifiedTime(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
