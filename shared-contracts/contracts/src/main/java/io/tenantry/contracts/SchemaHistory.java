package io.tenantry.contracts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.message.SchemaStore;

/**
 * Every schema that an event ever had, oldest first, as committed under {@code schema-history}.
 * What was written with an older one stays readable without any schema registry.
 */
public final class SchemaHistory {

  private SchemaHistory() {}

  /** Schemas of the event, oldest first; the last one is the current one. */
  public static List<Schema> of(EventType type) {
    List<Schema> schemas = new ArrayList<>();
    for (int version = 1; ; version++) {
      try (InputStream file = SchemaHistory.class.getResourceAsStream(path(type, version))) {
        if (file == null) {
          return List.copyOf(schemas);
        }
        schemas.add(new Schema.Parser().parse(file));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + path(type, version), e);
      }
    }
  }

  /** The event's schemas by their 64-bit Avro fingerprint. */
  public static SchemaStore store(EventType type) {
    SchemaStore.Cache store = new SchemaStore.Cache();
    of(type).forEach(store::addSchema);
    return store;
  }

  static String path(EventType type, int version) {
    return "/schema-history/" + type.record().getSimpleName() + "/" + version + ".avsc";
  }
}
