package io.tenantry.registry.adapter.out.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
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

  /** Changes the entry that was added last. */
  Zip but(UnaryOperator<Entry> change) {
    entries.add(change.apply(entries.remove(entries.size() - 1)));
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
      int offset = entry.offset() >= 0 ? entry.offset() : out.size();
      out.writeBytes(entry.local());
      directory.writeBytes(entry.central(offset));
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

  /**
   * One entry; what the central directory says may differ from the entry's own header.
   *
   * @param offset of the header as the directory has it; -1 for the true one
   */
  record Entry(
      byte[] name,
      byte[] localName,
      byte[] packed,
      int method,
      int localMethod,
      int flags,
      int crc,
      int size,
      int localSize,
      int packedSize,
      int attributes,
      int offset) {

    static Entry of(byte[] name, byte[] content) {
      CRC32 crc = new CRC32();
      crc.update(content);
      byte[] packed = deflate(content);
      return new Entry(
          name,
          name,
          packed,
          ZipFormat.DEFLATED,
          ZipFormat.DEFLATED,
          0,
          (int) crc.getValue(),
          content.length,
          content.length,
          packed.length,
          0,
          -1);
    }

    Entry named(String other) {
      byte[] bytes = other.getBytes(StandardCharsets.UTF_8);
      return new Entry(
          bytes,
          bytes,
          packed,
          method,
          localMethod,
          flags,
          crc,
          size,
          localSize,
          packedSize,
          attributes,
          offset);
    }

    Entry called(String other) {
      return new Entry(
          name,
          other.getBytes(StandardCharsets.UTF_8),
          packed,
          method,
          localMethod,
          flags,
          crc,
          size,
          localSize,
          packedSize,
          attributes,
          offset);
    }

    Entry packedBy(int central, int local) {
      return new Entry(
          name,
          localName,
          packed,
          central,
          local,
          flags,
          crc,
          size,
          localSize,
          packedSize,
          attributes,
          offset);
    }

    Entry flagged(int bits) {
      return new Entry(
          name,
          localName,
          packed,
          method,
          localMethod,
          bits,
          crc,
          size,
          localSize,
          packedSize,
          attributes,
          offset);
    }

    Entry withCrc(int other) {
      return new Entry(
          name,
          localName,
          packed,
          method,
          localMethod,
          flags,
          other,
          size,
          localSize,
          packedSize,
          attributes,
          offset);
    }

    Entry sized(int central, int local) {
      return new Entry(
          name,
          localName,
          packed,
          method,
          localMethod,
          flags,
          crc,
          central,
          local,
          packedSize,
          attributes,
          offset);
    }

    Entry packedTo(int bytes) {
      return new Entry(
          name,
          localName,
          packed,
          method,
          localMethod,
          flags,
          crc,
          size,
          localSize,
          bytes,
          attributes,
          offset);
    }

    Entry containing(byte[] other) {
      return new Entry(
          name,
          localName,
          other,
          method,
          localMethod,
          flags,
          crc,
          size,
          localSize,
          other.length,
          attributes,
          offset);
    }

    Entry withUnixMode(int mode) {
      return new Entry(
          name,
          localName,
          packed,
          method,
          localMethod,
          flags,
          crc,
          size,
          localSize,
          packedSize,
          mode << 16,
          offset);
    }

    Entry at(int other) {
      return new Entry(
          name,
          localName,
          packed,
          method,
          localMethod,
          flags,
          crc,
          size,
          localSize,
          packedSize,
          attributes,
          other);
    }

    byte[] local() {
      return little(30 + localName.length + packed.length)
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
      return little(46 + name.length)
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
          .putInt(at)
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
