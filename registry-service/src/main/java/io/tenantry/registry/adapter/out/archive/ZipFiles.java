package io.tenantry.registry.adapter.out.archive;

import io.tenantry.registry.adapter.out.archive.CentralDirectory.Directory;
import io.tenantry.registry.config.RegistrySettings;
import io.tenantry.registry.domain.PackageFile;
import io.tenantry.registry.domain.PackageProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Unpacks a zip in memory; what its sizes say is held to the limits before, and the bytes to the
 * sizes.
 */
@ApplicationScoped
class ZipFiles {

  private final RegistrySettings.Package limits;
  private final CentralDirectory directories;

  ZipFiles(RegistrySettings settings, CentralDirectory directories) {
    this.limits = settings.packages();
    this.directories = directories;
  }

  /**
   * The files of the zip, without its directories.
   *
   * @throws UnreadablePackage if it is no zip, contradicts itself, exceeds a limit, has a name that
   *     is no plain path, or holds a file that is no UTF-8 text
   */
  List<PackageFile> unpack(byte[] content) throws UnreadablePackage {
    if (content.length > limits.maxSize().asLongValue()) {
      throw new UnreadablePackage(
          "",
          "too-large",
          "The package has more than %d bytes; split the module."
              .formatted(limits.maxSize().asLongValue()));
    }
    ZipBytes zip = new ZipBytes(content);
    Directory directory = directories.read(zip);
    List<PackageProblem> problems = EntryNames.problems(directory.records());
    if (!problems.isEmpty()) {
      throw new UnreadablePackage(problems);
    }
    return unpack(zip, directory);
  }

  private List<PackageFile> unpack(ZipBytes zip, Directory directory) throws UnreadablePackage {
    List<PackageFile> files = new ArrayList<>();
    LocalEntry.Limit room = roomFor(zip);
    long size = directory.records().stream().mapToLong(ZipRecord::size).sum();
    if (size > room.bytes()) {
      throw new UnreadablePackage("", "too-large", room.message());
    }
    long position = 0;
    for (ZipRecord entry : directory.records()) {
      LocalEntry local = LocalEntry.read(zip, entry, position);
      position = local.end();
      byte[] bytes = local.unpack(fileLimit());
      if (!entry.isDirectory()) {
        files.add(new PackageFile(entry.name(), text(entry.name(), bytes)));
      }
    }
    if (position != directory.start()) {
      throw new UnreadablePackage(
          "",
          "zip-inconsistent",
          "There are bytes between the last entry and the central directory; pack it again.");
    }
    return files;
  }

  /** How many bytes may come out of all entries together. */
  private LocalEntry.Limit roomFor(ZipBytes zip) {
    long unpacked = limits.maxUnpackedSize().asLongValue();
    long ratio = (long) limits.maxRatio() * zip.length();
    return ratio < unpacked
        ? new LocalEntry.Limit(
            ratio,
            "The package unpacks to more than %d times its size; no module's scripts do."
                .formatted(limits.maxRatio()))
        : new LocalEntry.Limit(
            unpacked,
            "The package unpacks to more than %d bytes; split the module.".formatted(unpacked));
  }

  private LocalEntry.Limit fileLimit() {
    long file = limits.maxFileSize().asLongValue();
    return new LocalEntry.Limit(file, "The file has more than %d bytes; split it.".formatted(file));
  }

  private static String text(String path, byte[] bytes) throws UnreadablePackage {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UnreadablePackage(path, "not-utf8", "The file is no UTF-8 text; convert it.");
    }
    if (text.startsWith("PK\u0003\u0004")) {
      throw new UnreadablePackage(path, "nested-archive", "It is an archive; pack what is in it.");
    }
    if (text.indexOf('\0') >= 0) {
      throw new UnreadablePackage(
          path, "not-utf8", "The file holds a zero byte, which no text does; remove it.");
    }
    return text;
  }
}
