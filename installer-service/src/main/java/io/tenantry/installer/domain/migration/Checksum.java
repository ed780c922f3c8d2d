package io.tenantry.installer.domain.migration;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Flyway's checksum of a script: CRC-32 of its lines without their ends and without a mark. */
final class Checksum {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private Checksum() {}

  static int of(String content) {
    String text =
        content.startsWith(BYTE_ORDER_MARK) ? content.substring(BYTE_ORDER_MARK.length()) : content;
    CRC32 crc = new CRC32();
    text.lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
    return (int) crc.getValue();
  }
}
