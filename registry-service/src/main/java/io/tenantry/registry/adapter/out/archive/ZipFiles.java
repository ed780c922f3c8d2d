package io.tenantry.registry.adapter.out.archive;

import io.tenantry.registry.config.RegistrySettings;
import io.tenantry.registry.domain.PackageFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Unpacks a zip in memory; its limits are counted on the bytes that really come out. */
@ApplicationScoped
class ZipFiles {

  private final RegistrySettings.Package limits;

  ZipFiles(RegistrySettings settings) {
    this.limits = settings.packages();
  }

  /**
   * The files of the zip, without its directories.
   *
   * @throws UnreadablePackage if it is no zip, exceeds a limit, holds a path twice, or holds a file
   *     that is no UTF-8 text
   */
  List<PackageFile> unpack(byte[] content) throws UnreadablePackage {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
      List<PackageFile> files = new ArrayList<>();
      Set<String> paths = new HashSet<>();
      long room = limits.maxUnpackedSize().asLongValue();
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.isDirectory()) {
          continue;
        }
        if (!paths.add(entry.getName())) {
          throw new UnreadablePackage(
              entry.getName(), "duplicate-file", "The package holds this path twice; remove one.");
        }
        if (paths.size() > limits.maxEntries()) {
          throw tooLarge("The package holds more than %d files.".formatted(limits.maxEntries()));
        }
        byte[] bytes = read(zip, entry.getName());
        room -= bytes.length;
        if (room < 0) {
          throw tooLarge(
              "The package unpacks to more than %d bytes."
                  .formatted(limits.maxUnpackedSize().asLongValue()));
        }
        files.add(new PackageFile(entry.getName(), text(entry.getName(), bytes)));
      }
      if (files.isEmpty()) {
        throw new UnreadablePackage("", "no-zip", "The bytes are no zip, or an empty one.");
      }
      return files;
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadablePackage("", "no-zip", "The zip cannot be read: " + e.getMessage() + ".");
    }
  }

  private byte[] read(ZipInputStream zip, String path) throws IOException, UnreadablePackage {
    int limit = Math.toIntExact(limits.maxFileSize().asLongValue());
    byte[] bytes = zip.readNBytes(limit + 1);
    if (bytes.length > limit) {
      throw new UnreadablePackage(
          path, "too-large", "The file has more than %d bytes; split it.".formatted(limit));
    }
    return bytes;
  }

  private static String text(String path, byte[] bytes) throws UnreadablePackage {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UnreadablePackage(path, "not-utf8", "The file is no UTF-8 text; convert it.");
    }
  }

  private static UnreadablePackage tooLarge(String message) {
    return new UnreadablePackage("", "too-large", message);
  }
}
