package io.tenantry.messaging.codec;

import io.apicurio.registry.serde.avro.AvroDatumProvider;
import io.tenantry.contracts.EventType;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;

/** Reads and writes the records of the contracts, and nothing else. */
public final class ContractsDatumProvider implements AvroDatumProvider<SpecificRecordBase> {

  @Override
  public DatumWriter<SpecificRecordBase> createDatumWriter(
      SpecificRecordBase event, Schema schema) {
    return new SpecificDatumWriter<>(schema, EventType.model());
  }

  @Override
  public DatumReader<SpecificRecordBase> createDatumReader(Schema writer) {
    Schema reader =
        EventType.withSchema(writer.getFullName())
            .map(EventType::schema)
            .orElseThrow(() -> new UndecodableRecord(writer.getFullName() + " is no event"));
    return new SpecificDatumReader<>(writer, reader, EventType.model());
  }

  @Override
  public Schema toSchema(SpecificRecordBase event) {
    return event.getSchema();
  }
}
