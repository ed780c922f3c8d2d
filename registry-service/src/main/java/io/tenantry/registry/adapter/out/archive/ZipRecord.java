package io.tenantry.registry.adapter.out.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What the central directory of a zip says about one of its entries.
 *
 * @param rawName the name's bytes as they stand
 * @param fileSystem who wrote the attributes; 3 is Unix
 * @param packedSize bytes
 * @param size bytes once unpacked
 * @param offset of the local header, from the beginning of the zip
 */
record ZipRecord(
    byte[] rawName,
    int flags,
    int method,
    long crc,
    long packedSize,
    long size,
    int fileSystem,
    long attributes,
    long offset) {

  private static final int UNIX = 3;
  private static final int UNIX_TYPE = 0xF000;
  private static final int UNIX_FILE = 0x8000;
  private static final int UNIX_DIRECTORY = 0x4000;

  /** Readable whatever the bytes are; {@link EntryNames} refuses what is no plain path. */
  String name() {
    return new String(rawName, StandardCharsets.UTF_8);
  }

  boolean isDirectory() {
    return rawName.length > 0 && rawName[rawName.length - 1] == '/';
  }

  /** Whether it is neither a file nor a directory: a link, a device, a pipe. */
  boolean isSpecial() {
    int type = (int) (attributes >>> 16) & UNIX_TYPE;
    return fileSystem == UNIX && type != 0 && type != UNIX_FILE && type != UNIX_DIRECTORY;
  }

  boolean hasDescriptor() {
    return (flags & ZipFormat.HAS_DESCRIPTOR) != 0;
  }

  boolean hasName(byte[] other) {
    return Arrays.equals(rawName, other);
  }
}
