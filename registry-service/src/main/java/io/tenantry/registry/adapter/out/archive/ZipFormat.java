package io.tenantry.registry.adapter.out.archive;

/**
 * Numbers of the zip format.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE.TXT, 4.3</a>
 */
final class ZipFormat {

  static final int LOCAL_HEADER = 0x04034b50;
  static final int LOCAL_HEADER_LENGTH = 30;
  static final int DIRECTORY_RECORD = 0x02014b50;
  static final int DIRECTORY_RECORD_LENGTH = 46;
  static final int DIRECTORY_END = 0x06054b50;
  static final int DIRECTORY_END_LENGTH = 22;
  static final int DESCRIPTOR = 0x08074b50;

  static final int STORED = 0;
  static final int DEFLATED = 8;

  static final int ENCRYPTED = 1;
  static final int HAS_DESCRIPTOR = 1 << 3;

  private ZipFormat() {}
}
