package io.tenantry.testkit.kafka;

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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** A schema registry through the Confluent-compatible API, as a stock client uses it. */
final class ConfluentSchemas {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI api;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<Integer, Schema> byId = new ConcurrentHashMap<>();
  private final Map<String, Integer> ids = new ConcurrentHashMap<>();

  ConfluentSchemas(URI api) {
    this.api = api;
  }

  Schema byId(int id) {
    return byId.computeIfAbsent(
        id,
        missing -> {
          JsonNode answer = send(request("/schemas/ids/" + missing).GET().build());
          return new Schema.Parser().parse(answer.get("schema").textValue());
        });
  }

  int idOf(String subject, Schema schema) {
    return ids.computeIfAbsent(
        subject,
        missing -> {
          String body = JSON.createObjectNode().put("schema", schema.toString()).toString();
          HttpRequest request =
              request("/subjects/" + missing + "/versions")
                  .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                  .POST(BodyPublishers.ofString(body))
                  .build();
          return send(request).get("id").intValue();
        });
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(api + path));
  }

  private JsonNode send(HttpRequest request) {
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(
            "%s answered %d: %s".formatted(request.uri(), answer.statusCode(), answer.body()));
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
