package io.tenantry.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenantry.contracts.Topics;
import io.tenantry.local.RunningPlatform.Running;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What somebody knows of tenants' modules who has read the public topic from its beginning, with
 * nothing but Kafka's client, Avro and the schema registry's Confluent-compatible API.
 */
final class PublicFacts {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HEADER_LENGTH = 5;

  private final Running running;
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

  PublicFacts(Running running) {
    this.running = running;
  }

  /** The last fact of each key that has one, by key. */
  Map<String, GenericRecord> last() {
    Map<String, GenericRecord> last = new TreeMap<>();
    for (ConsumerRecord<String, byte[]> record : running.events().records(Topics.TENANT_MODULES)) {
      if (record.value() == null) {
        last.remove(record.key());
      } else {
        last.put(record.key(), decode(record.value()));
      }
    }
    return last;
  }

  private GenericRecord decode(byte[] value) {
    Schema schema =
        schemas.computeIfAbsent(ByteBuffer.wrap(value, 1, Integer.BYTES).getInt(), this::schema);
    try {
      return new GenericDatumReader<GenericRecord>(schema)
          .read(
              null,
              DecoderFactory.get()
                  .binaryDecoder(value, HEADER_LENGTH, value.length - HEADER_LENGTH, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Schema schema(int id) {
    URI api = running.infrastructure().schemaRegistry().confluentApi();
    try (InputStream answer = URI.create(api + "/schemas/ids/" + id).toURL().openStream()) {
      return new Schema.Parser().parse(JSON.readTree(answer).get("schema").textValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
