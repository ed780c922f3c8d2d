package io.tenantry.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A service's API, with a token. */
public final class ApiClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final URI address;
  private final String token;
  private final Optional<String> key;

  public ApiClient(URI address, String token) {
    this(address, token, Optional.empty());
  }

  private ApiClient(URI address, String token, Optional<String> key) {
    this.address = address;
    this.token = token;
    this.key = key;
  }

  /** Sends requests with that idempotency key, so that each may be sent again. */
  public ApiClient keyed(String idempotencyKey) {
    return new ApiClient(address, token, Optional.of(idempotencyKey));
  }

  public ApiAnswer get(String path) {
    return send(request(path).GET().build());
  }

  /** Sends a body that becomes JSON. */
  public ApiAnswer post(String path, Object body) {
    return send(json(path).POST(json(body)).build());
  }

  /** Sends nothing but the request. */
  public ApiAnswer post(String path) {
    return send(request(path).POST(BodyPublishers.noBody()).build());
  }

  /** Sends a body that becomes JSON. */
  public ApiAnswer put(String path, Object body) {
    return send(json(path).PUT(json(body)).build());
  }

  /** Sends a body that becomes JSON. */
  public ApiAnswer patch(String path, Object body) {
    return send(json(path).method("PATCH", json(body)).build());
  }

  public ApiAnswer delete(String path) {
    return send(request(path).DELETE().build());
  }

  /** Sends a package. */
  public ApiAnswer putZip(String path, byte[] body) {
    return putZip(path, body, Map.of());
  }

  /** Sends a package with further headers. */
  public ApiAnswer putZip(String path, byte[] body, Map<String, String> headers) {
    return send(zip(path, headers).PUT(BodyPublishers.ofByteArray(body)).build());
  }

  /** Sends a package to be looked at, with further headers. */
  public ApiAnswer postZip(String path, byte[] body, Map<String, String> headers) {
    return send(zip(path, headers).POST(BodyPublishers.ofByteArray(body)).build());
  }

  private HttpRequest.Builder zip(String path, Map<String, String> headers) {
    HttpRequest.Builder request = request(path).header("Content-Type", "application/zip");
    headers.forEach(request::header);
    return request;
  }

  private HttpRequest.Builder json(String path) {
    return request(path).header("Content-Type", "application/json");
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path))
            .timeout(LIMIT)
            .header("Authorization", "Bearer " + token);
    key.ifPresent(value -> request.header("Idempotency-Key", value));
    return request;
  }

  private static BodyPublisher json(Object body) {
    try {
      return BodyPublishers.ofString(JSON.writeValueAsString(body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ApiAnswer send(HttpRequest request) {
    try {
      HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
      JsonNode body =
          answer.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(answer.body());
      return new ApiAnswer(answer.statusCode(), answer.headers(), body);
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
