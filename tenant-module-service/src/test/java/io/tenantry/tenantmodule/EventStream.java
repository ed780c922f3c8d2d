package io.tenantry.tenantmodule;

import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A client of a job's events. */
final class EventStream implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  final HttpResponse<InputStream> response;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader = new Thread(this::read, "event-stream");
  private volatile boolean ended;

  private EventStream(HttpResponse<InputStream> response) {
    this.response = response;
    reader.start();
  }

  static EventStream open(UUID job, String token, Map<String, String> headers) {
    String address = "http://localhost:%d/v1/installation-jobs/%s/events";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address.formatted(RestAssured.port, job)))
            .timeout(LIMIT)
            .header("Authorization", "Bearer " + token)
            .header("Accept", "text/event-stream");
    headers.forEach(request::header);
    try {
      return new EventStream(
          HttpClient.newHttpClient()
              .send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The ids that have come, when there are that many. */
  List<Integer> ids(int count) {
    await("event " + count).atMost(LIMIT).until(() -> values("id").size() >= count);
    return values("id").stream().map(Integer::valueOf).toList();
  }

  /** Values of that field of all events that have come. */
  List<String> values(String field) {
    return matching(line -> line.startsWith(field + ":"))
        .map(line -> line.substring(field.length() + 1).strip())
        .toList();
  }

  void awaitHeartbeats(int count) {
    await("heartbeats")
        .atMost(LIMIT)
        .until(() -> matching(line -> line.startsWith(":")).count() >= count);
  }

  void awaitEnd() {
    await("the end of the stream").atMost(LIMIT).until(() -> ended);
  }

  boolean isOpen() {
    return !ended;
  }

  String text() {
    return String.join("\n", lines);
  }

  @Override
  public void close() {
    try {
      response.body().close();
      reader.join(LIMIT.toMillis());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Stream<String> matching(Predicate<String> wanted) {
    return lines.stream().filter(wanted);
  }

  private void read() {
    try (BufferedReader body =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      body.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      lines.add("closed " + e.getMessage());
    }
    ended = true;
  }
}
