package io.tenantry.digitalcard.participant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/** The schema registry, through its Confluent-compatible API. What is known is not asked again. */
final class Schemas {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI api;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final Map<Integer, Schema> byId = new HashMap<>();
  private final Map<String, Integer> ids = new HashMap<>();

  Schemas(URI api) {
    this.api = api;
  }

  /**
   * Asks whether it is there.
   *
   * @throws UncheckedIOException if it is not
   */
  void check() {
    send(request("/subjects").GET().build());
  }

  /**
   * The schema that a record was written with.
   *
   * @throws Malformed if there is none with that id
   * @throws UncheckedIOException if the registry does not answer; a later try may work
   */
  Schema byId(int id) {
    Schema known = byId.get(id);
    if (known == null) {
      known = parse(id, send(request("/schemas/ids/" + id).GET().build()));
      byId.put(id, known);
    }
    return known;
  }

  /**
   * The id of a schema, which the registry is told when it does not know it.
   *
   * @throws UncheckedIOException if the registry does not answer; a later try may work
   */
  int idOf(String subject, Schema schema) {
    Integer known = ids.get(subject);
    if (known == null) {
      String body = JSON.createObjectNode().put("schema", schema.toString()).toString();
      known =
          send(request("/subjects/" + subject + "/versions")
                  .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                  .POST(BodyPublishers.ofString(body))
                  .build())
              .path("id")
              .intValue();
      ids.put(subject, known);
    }
    return known;
  }

  private static Schema parse(int id, JsonNode answer) {
    try {
      return new Schema.Parser().parse(answer.path("schema").asText());
    } catch (SchemaParseException e) {
      throw new Malformed("schema " + id + " cannot be read", e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(api + path)).timeout(TIMEOUT);
  }

  private JsonNode send(HttpRequest request) {
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() == NOT_FOUND) {
        throw new Malformed(request.uri() + " is not there");
      }
      if (answer.statusCode() != OK) {
        throw new IOException(request.uri() + " answers with " + answer.statusCode());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }
}
