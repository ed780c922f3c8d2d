package io.tenantry.messaging.codec;

import com.microsoft.kiota.ApiException;
import io.apicurio.registry.resolver.ParsedSchema;
import io.apicurio.registry.resolver.SchemaLookupResult;
import io.apicurio.registry.resolver.client.RegistryClientFacade;
import io.apicurio.registry.resolver.strategy.ArtifactReference;
import io.apicurio.registry.serde.avro.AvroDeserializer;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Apicurio's deserializer, with its failures told apart: {@link UndecodableRecord} when the bytes
 * or the schema's id are wrong, everything else when the schema registry is out of reach.
 */
final class EventReader extends AvroDeserializer<SpecificRecordBase> {

  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;

  EventReader(RegistryClientFacade registry) {
    super(registry);
  }

  @Override
  protected SchemaLookupResult<Schema> resolve(
      String topic, byte[] data, ArtifactReference reference) {
    try {
      return super.resolve(topic, data, reference);
    } catch (RuntimeException e) {
      if (registryRefuses(e)) {
        throw new UndecodableRecord("unknown schema id " + reference.getContentId(), e);
      }
      throw e;
    }
  }

  @Override
  protected SpecificRecordBase readData(
      ParsedSchema<Schema> schema, ByteBuffer buffer, int start, int length) {
    try {
      return super.readData(schema, buffer, start, length);
    } catch (RuntimeException e) {
      String name = schema.getParsedSchema().getFullName();
      throw new UndecodableRecord("the bytes are no " + name + ": " + e.getMessage(), e);
    }
  }

  private static boolean registryRefuses(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ApiException answer) {
        int status = answer.getResponseStatusCode();
        return status == NOT_FOUND || status == BAD_REQUEST;
      }
    }
    return false;
  }
}
