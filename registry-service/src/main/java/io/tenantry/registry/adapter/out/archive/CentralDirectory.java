package io.tenantry.registry.adapter.out.archive;

import io.tenantry.registry.config.RegistrySettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads the central directory of a zip, strictly: it must end where the zip ends, with no comment,
 * and begin where the last entry ends. That leaves no two ways of reading one package.
 */
@ApplicationScoped
class CentralDirectory {

  private final RegistrySettings.Package limits;

  CentralDirectory(RegistrySettings settings) {
    this.limits = settings.packages();
  }

  /**
   * The entries in the order in which they lie in the zip.
   *
   * @throws UnreadablePackage if it is no zip, is cut off, holds too many entries, or uses what a
   *     package needs not: several disks, zip64, encryption, other methods than deflate
   */
  Directory read(ZipBytes zip) throws UnreadablePackage {
    long end = (long) zip.length() - ZipFormat.DIRECTORY_END_LENGTH;
    if (end < 0 || zip.int32(end) != ZipFormat.DIRECTORY_END) {
      throw new UnreadablePackage(
          "",
          "no-zip",
          "The bytes are no zip, or one that is cut off or followed by something; pack it again.");
    }
    int count = zip.int16(end + 10);
    if (count > limits.maxEntries()) {
      throw new UnreadablePackage(
          "",
          "too-large",
          "The package holds more than %d entries; a module needs fewer."
              .formatted(limits.maxEntries()));
    }
    long size = zip.uint32(end + 12);
    long start = zip.uint32(end + 16);
    boolean oneDisk = zip.int32(end + 4) == 0 && zip.int16(end + 8) == count;
    if (!oneDisk || start + size != end || zip.int16(end + 20) != 0) {
      throw lying("Its end does not fit its central directory");
    }
    List<ZipRecord> records = records(zip, start, end, count);
    records.sort(Comparator.comparingLong(ZipRecord::offset));
    return new Directory(records, start);
  }

  private static List<ZipRecord> records(ZipBytes zip, long start, long end, int count)
      throws UnreadablePackage {
    List<ZipRecord> records = new ArrayList<>();
    long at = start;
    for (int i = 0; i < count; i++) {
      if (at + ZipFormat.DIRECTORY_RECORD_LENGTH > end
          || zip.int32(at) != ZipFormat.DIRECTORY_RECORD) {
        throw lying("Its central directory has fewer entries than it says");
      }
      int nameLength = zip.int16(at + 28);
      long next =
          at
              + ZipFormat.DIRECTORY_RECORD_LENGTH
              + nameLength
              + zip.int16(at + 30)
              + zip.int16(at + 32);
      if (next > end) {
        throw lying("An entry of its central directory is longer than the directory");
      }
      ZipRecord read = record(zip, at, nameLength);
      requireReadable(read);
      records.add(read);
      at = next;
    }
    if (at != end) {
      throw lying("Its central directory has more entries than it says");
    }
    return records;
  }

  private static ZipRecord record(ZipBytes zip, long at, int nameLength) throws UnreadablePackage {
    return new ZipRecord(
        zip.bytes(at + ZipFormat.DIRECTORY_RECORD_LENGTH, nameLength),
        zip.int16(at + 8),
        zip.int16(at + 10),
        zip.uint32(at + 16),
        zip.uint32(at + 20),
        zip.uint32(at + 24),
        zip.int16(at + 4) >>> 8,
        zip.uint32(at + 38),
        zip.uint32(at + 42));
  }

  private static void requireReadable(ZipRecord entry) throws UnreadablePackage {
    if ((entry.flags() & ZipFormat.ENCRYPTED) != 0) {
      throw new UnreadablePackage(
          entry.name(), "unsupported-zip", "The entry is encrypted; pack it without a password.");
    }
    if (entry.method() != ZipFormat.STORED && entry.method() != ZipFormat.DEFLATED) {
      throw new UnreadablePackage(
          entry.name(),
          "unsupported-zip",
          "The entry is packed by method %d; pack it with deflate.".formatted(entry.method()));
    }
  }

  private static UnreadablePackage lying(String what) {
    return new UnreadablePackage("", "zip-inconsistent", what + "; pack it again.");
  }

  /**
   * The entries of a zip.
   *
   * @param records in the order in which they lie in the zip
   * @param start offset of the central directory, where the last entry ends
   */
  record Directory(List<ZipRecord> records, long start) {

    Directory {
      records = List.copyOf(records);
    }
  }
}
