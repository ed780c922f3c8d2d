package io.tenantry.registry.adapter.out.archive;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** An entry of a zip where it lies, held to what the central directory says about it. */
final class LocalEntry {

  private final ZipRecord entry;
  private final byte[] packed;
  private final long end;

  private LocalEntry(ZipRecord entry, byte[] packed, long end) {
    this.entry = entry;
    this.packed = packed;
    this.end = end;
  }

  /**
   * Reads the entry that must begin at the position.
   *
   * @throws UnreadablePackage if it begins elsewhere, or its header or its descriptor differ from
   *     the central directory
   */
  static LocalEntry read(ZipBytes zip, ZipRecord entry, long position) throws UnreadablePackage {
    if (entry.offset() != position) {
      throw lying(entry, "The entry overlaps another or is preceded by stray bytes");
    }
    if (zip.int32(position) != ZipFormat.LOCAL_HEADER) {
      throw lying(entry, "The central directory points to no entry");
    }
    int nameLength = zip.int16(position + 26);
    long name = position + ZipFormat.LOCAL_HEADER_LENGTH;
    long data = name + nameLength + zip.int16(position + 28);
    boolean same =
        entry.hasName(zip.bytes(name, nameLength))
            && zip.int16(position + 6) == entry.flags()
            && zip.int16(position + 8) == entry.method()
            && (entry.hasDescriptor() || sizesAt(zip, position + 14, entry));
    if (!same) {
      throw lying(entry, "The entry's own header differs from the central directory");
    }
    byte[] packed = zip.bytes(data, entry.packedSize());
    return new LocalEntry(entry, packed, endOfDescriptor(zip, entry, data + packed.length));
  }

  private static long endOfDescriptor(ZipBytes zip, ZipRecord entry, long at)
      throws UnreadablePackage {
    if (!entry.hasDescriptor()) {
      return at;
    }
    long values = zip.int32(at) == ZipFormat.DESCRIPTOR ? at + Integer.BYTES : at;
    if (!sizesAt(zip, values, entry)) {
      throw lying(entry, "The entry's descriptor differs from the central directory");
    }
    return values + 3 * Integer.BYTES;
  }

  private static boolean sizesAt(ZipBytes zip, long at, ZipRecord entry) throws UnreadablePackage {
    return zip.uint32(at) == entry.crc()
        && zip.uint32(at + 4) == entry.packedSize()
        && zip.uint32(at + 8) == entry.size();
  }

  /** Where the next entry begins. */
  long end() {
    return end;
  }

  /**
   * The entry's bytes.
   *
   * @throws UnreadablePackage if there are more than the limit, or others than its size and CRC say
   */
  byte[] unpack(Limit limit) throws UnreadablePackage {
    if (entry.size() > limit.bytes()) {
      throw new UnreadablePackage(entry.name(), "too-large", limit.message());
    }
    byte[] bytes = entry.method() == ZipFormat.STORED ? packed : inflate();
    CRC32 crc = new CRC32();
    crc.update(bytes);
    if (bytes.length != entry.size()
        || crc.getValue() != entry.crc()
        || (entry.isDirectory() && bytes.length > 0)) {
      throw lying(entry, "The entry's bytes do not have the size and checksum that it says");
    }
    return bytes;
  }

  /** No more memory is taken than the size that is within the limit. */
  private byte[] inflate() throws UnreadablePackage {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed);
      byte[] bytes = new byte[(int) entry.size()];
      int length = 0;
      while (length < bytes.length && !inflater.finished() && !inflater.needsInput()) {
        length += inflater.inflate(bytes, length, bytes.length - length);
      }
      boolean more = !inflater.finished() && inflater.inflate(new byte[1]) > 0;
      if (more || !inflater.finished() || inflater.getRemaining() > 0 || length < bytes.length) {
        throw lying(entry, "The entry does not unpack to what its header says");
      }
      return bytes;
    } catch (DataFormatException e) {
      throw lying(entry, "The entry cannot be unpacked");
    } finally {
      inflater.end();
    }
  }

  private static UnreadablePackage lying(ZipRecord entry, String what) {
    return new UnreadablePackage(entry.name(), "zip-inconsistent", what + "; pack it again.");
  }

  /**
   * How much may come out of an entry.
   *
   * @param message what to say when there is more
   */
  record Limit(long bytes, String message) {}
}
