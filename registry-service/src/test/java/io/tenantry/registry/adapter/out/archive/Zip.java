package io.tenantry.registry.adapter.out.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes zips, byte by byte, so that every field of them can lie. */
final class Zip {

  private final List<Entry> entries = new ArrayList<>();
  private int count = -1;
  private byte[] beforeDirectory = new byte[0];
  private byte[] atEnd = new byte[0];

  Zip with(String name, String content) {
    return with(name, content.getBytes(StandardCharsets.UTF_8));
  }

  Zip with(String name, byte[] content) {
    return with(Entry.of(name.getBytes(StandardCharsets.UTF_8), content));
  }

  Zip with(Entry entry) {
    entries.add(entry);
    return this;
  }

  Zip saying(int entryCount) {
    count = entryCount;
    return this;
  }

  Zip beforeDirectory(byte[] stray) {
    beforeDirectory = stray;
    return this;
  }

  Zip atEnd(byte[] stray) {
    atEnd = stray;
    return this;
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream directory = new ByteArrayOutputStream();
    for (Entry entry : entries) {
      directory.writeBytes(entry.central(out.size()));
      out.writeBytes(entry.local());
    }
    out.writeBytes(beforeDirectory);
    int start = out.size();
    out.writeBytes(directory.toByteArray());
    int said = count < 0 ? entries.size() : count;
    out.writeBytes(
        little(22)
            .putInt(ZipFormat.DIRECTORY_END)
            .putInt(0)
            .putShort((short) said)
            .putShort((short) said)
            .putInt(directory.size())
            .putInt(start)
            .putShort((short) 0)
            .array());
    out.writeBytes(atEnd);
    return out.toByteArray();
  }

  static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** One entry; what the central directory says may differ from the entry's own header. */
  static final class Entry {

    private final int crcOfContent;
    private byte[] name;
    private byte[] localName;
    private byte[] packed;
    private int method = ZipFormat.DEFLATED;
    private int localMethod = ZipFormat.DEFLATED;
    private int flags;
    private int crc;
    private int size;
    private int localSize;
    private int packedSize;
    private int attributes;
    private int offset = -1;

    private Entry(byte[] name, byte[] packed, int crc, int size) {
      this.name = name;
      this.localName = name;
      this.packed = packed;
      this.crcOfContent = crc;
      this.crc = crc;
      this.size = size;
      this.localSize = size;
      this.packedSize = packed.length;
    }

    static Entry of(byte[] name, byte[] content) {
      CRC32 crc = new CRC32();
      crc.update(content);
      return new Entry(name, deflate(content), (int) crc.getValue(), content.length);
    }

    /** The same content under another name. */
    Entry copiedTo(String other) {
      return new Entry(other.getBytes(StandardCharsets.UTF_8), packed, crcOfContent, size);
    }

    Entry called(String other) {
      localName = other.getBytes(StandardCharsets.UTF_8);
      return this;
    }

    Entry packedBy(int central, int local) {
      method = central;
      localMethod = local;
      return this;
    }

    Entry flagged(int bits) {
      flags = bits;
      return this;
    }

    Entry withCrc(int other) {
      crc = other;
      return this;
    }

    Entry sized(int central, int local) {
      size = central;
      localSize = local;
      return this;
    }

    Entry packedTo(int bytes) {
      packedSize = bytes;
      return this;
    }

    Entry containing(byte[] other) {
      packed = other;
      packedSize = other.length;
      return this;
    }

    Entry withUnixMode(int mode) {
      attributes = mode << 16;
      return this;
    }

    /** Where the directory says that it begins. */
    Entry at(int other) {
      offset = other;
      return this;
    }

    byte[] local() {
      return little(ZipFormat.LOCAL_HEADER_LENGTH + localName.length + packed.length)
          .putInt(ZipFormat.LOCAL_HEADER)
          .putShort((short) 20)
          .putShort((short) flags)
          .putShort((short) localMethod)
          .putInt(0)
          .putInt(crc)
          .putInt(packedSize)
          .putInt(localSize)
          .putShort((short) localName.length)
          .putShort((short) 0)
          .put(localName)
          .put(packed)
          .array();
    }

    byte[] central(int at) {
      return little(ZipFormat.DIRECTORY_RECORD_LENGTH + name.length)
          .putInt(ZipFormat.DIRECTORY_RECORD)
          .putShort((short) (3 << 8 | 20))
          .putShort((short) 20)
          .putShort((short) flags)
          .putShort((short) method)
          .putInt(0)
          .putInt(crc)
          .putInt(packedSize)
          .putInt(size)
          .putShort((short) name.length)
          .putInt(0)
          .putInt(0)
          .putInt(attributes)
          .putInt(offset >= 0 ? offset : at)
          .put(name)
          .array();
    }

    private static byte[] deflate(byte[] content) {
      Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
      try {
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (!deflater.finished()) {
          out.write(buffer, 0, deflater.deflate(buffer));
        }
        return out.toByteArray();
      } finally {
        deflater.end();
      }
    }
  }
}
