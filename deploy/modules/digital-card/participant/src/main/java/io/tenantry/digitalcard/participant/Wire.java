package io.tenantry.digitalcard.participant;

import io.tenantry.contracts.EventType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/** Records in the Confluent wire format: a zero, the schema's id in four bytes, and Avro. */
final class Wire {

  private static final int HEADER = 5;

  private final Schemas schemas;

  Wire(Schemas schemas) {
    this.schemas = schemas;
  }

  /**
   * Reads a record.
   *
   * @throws Malformed if that is none
   * @throws UncheckedIOException if the schema registry does not answer; a later try may work
   */
  SpecificRecordBase read(EventType type, byte[] value) {
    if (value == null || value.length < HEADER || value[0] != 0) {
      throw new Malformed("the value is not in the Confluent wire format");
    }
    Schema writer = schemas.byId(ByteBuffer.wrap(value, 1, Integer.BYTES).getInt());
    try {
      return new SpecificDatumReader<SpecificRecordBase>(writer, type.schema(), EventType.model())
          .read(
              null, DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null));
    } catch (IOException | RuntimeException e) {
      // foreign bytes make Avro fail in many ways
      throw new Malformed("the value is no " + type.record().getSimpleName(), e);
    }
  }

  /**
   * Writes a record.
   *
   * @throws UncheckedIOException if the schema registry does not answer; a later try may work
   */
  byte[] write(EventType type, SpecificRecordBase event) {
    String subject = type.topic() + "-" + type.record().getSimpleName();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      bytes.write(0);
      bytes.write(
          ByteBuffer.allocate(Integer.BYTES)
              .putInt(schemas.idOf(subject, event.getSchema()))
              .array());
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new SpecificDatumWriter<SpecificRecordBase>(event.getSchema(), EventType.model())
          .write(event, encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
