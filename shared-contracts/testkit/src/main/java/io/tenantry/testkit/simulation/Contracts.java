package io.tenantry.testkit.simulation;

import io.tenantry.contracts.EventType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/** Records as they are after a journey through a topic. */
final class Contracts {

  private static final Map<EventType, Contract> ALL = new EnumMap<>(EventType.class);

  private Contracts() {}

  static SpecificRecordBase throughBytes(EventType type, SpecificRecordBase event) {
    try {
      return ALL.computeIfAbsent(type, Contract::of).throughBytes(event);
    } catch (IOException e) {
      throw new UncheckedIOException(type + " cannot be encoded", e);
    }
  }

  /** How records of one event are written and read. */
  private record Contract(
      DatumWriter<SpecificRecordBase> writer, DatumReader<SpecificRecordBase> reader) {

    static Contract of(EventType type) {
      Schema schema = type.schema();
      return new Contract(
          new SpecificDatumWriter<>(schema, EventType.model()),
          new SpecificDatumReader<>(schema, schema, EventType.model()));
    }

    SpecificRecordBase throughBytes(SpecificRecordBase event) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      writer.write(event, encoder);
      return reader.read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    }
  }
}
