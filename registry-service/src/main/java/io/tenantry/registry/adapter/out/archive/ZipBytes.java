package io.tenantry.registry.adapter.out.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The bytes of a zip; reading beyond them is the zip's fault. */
final class ZipBytes {

  private final byte[] content;
  private final ByteBuffer buffer;

  ZipBytes(byte[] content) {
    this.content = content;
    this.buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
  }

  int length() {
    return content.length;
  }

  int int16(long at) throws UnreadablePackage {
    return buffer.getShort(within(at, Short.BYTES)) & 0xFFFF;
  }

  int int32(long at) throws UnreadablePackage {
    return buffer.getInt(within(at, Integer.BYTES));
  }

  long uint32(long at) throws UnreadablePackage {
    return Integer.toUnsignedLong(int32(at));
  }

  byte[] bytes(long at, long length) throws UnreadablePackage {
    int from = within(at, length);
    return Arrays.copyOfRange(content, from, from + (int) length);
  }

  private int within(long at, long length) throws UnreadablePackage {
    if (at < 0 || at + length > content.length) {
      throw new UnreadablePackage(
          "", "zip-inconsistent", "The zip points beyond its own end; pack it again.");
    }
    return (int) at;
  }
}
