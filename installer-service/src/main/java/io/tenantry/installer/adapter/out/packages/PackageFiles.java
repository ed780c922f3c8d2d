package io.tenantry.installer.adapter.out.packages;

import io.tenantry.installer.application.port.Packages.Corrupt;
import io.tenantry.installer.config.InstallerSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Unpacks a package in memory. */
@ApplicationScoped
class PackageFiles {

  private final long limit;

  PackageFiles(InstallerSettings settings) {
    this.limit = settings.packages().maxUnpackedSize().asLongValue();
  }

  /** The files' texts by their paths. */
  Map<String, String> unpack(byte[] content) {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
      Map<String, String> files = new TreeMap<>();
      long room = limit;
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory()) {
          byte[] bytes = zip.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, room + 1));
          room -= bytes.length;
          if (room < 0) {
            throw new Corrupt("The package unpacks to more than %d bytes.".formatted(limit));
          }
          files.put(entry.getName(), new String(bytes, StandardCharsets.UTF_8));
        }
      }
      if (files.isEmpty()) {
        throw new Corrupt("The package holds no files.");
      }
      return files;
    } catch (IOException e) {
      throw new Corrupt("The package cannot be unpacked: " + e.getMessage());
    }
  }
}
