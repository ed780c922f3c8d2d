package io.tenantry.messaging;

import io.tenantry.contracts.EventType;
import io.tenantry.contracts.tenant.TenantProvisioningFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the one event that these tests publish. */
final class ProvisioningFailures {

  private static final int HEADER_LENGTH = 5;

  private ProvisioningFailures() {}

  static String codeOf(ConsumerRecord<String, byte[]> message) {
    byte[] value = message.value();
    try {
      Schema schema = TenantProvisioningFailed.getClassSchema();
      return new SpecificDatumReader<TenantProvisioningFailed>(schema, schema, EventType.model())
          .read(
              null,
              DecoderFactory.get()
                  .binaryDecoder(value, HEADER_LENGTH, value.length - HEADER_LENGTH, null))
          .getCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
