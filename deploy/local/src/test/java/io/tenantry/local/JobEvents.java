package io.tenantry.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.local.platform.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Events about a job, as a client reads them from one replica. */
record JobEvents(ServiceProcess replica, String token) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String ID = "id:";

  /** Status of a request that goes on behind that event. */
  int statusAfter(String job, int last) throws Exception {
    return HTTP.send(request(job, last), BodyHandlers.discarding()).statusCode();
  }

  /** Ids of the events behind that one, until there are so many, or the stream ends or breaks. */
  List<Integer> idsAfter(String job, int last, int most) throws Exception {
    HttpResponse<Stream<String>> answer = HTTP.send(request(job, last), BodyHandlers.ofLines());
    assertThat(answer.statusCode()).isEqualTo(200);
    List<Integer> ids = new ArrayList<>();
    try (Stream<String> lines = answer.body()) {
      lines
          .filter(line -> line.startsWith(ID))
          .map(line -> Integer.valueOf(line.substring(ID.length()).strip()))
          .limit(most)
          .forEach(ids::add);
    } catch (UncheckedIOException broken) {
      assertThat(broken).hasCauseInstanceOf(IOException.class);
    }
    return ids;
  }

  private HttpRequest request(String job, int last) {
    return HttpRequest.newBuilder(
            replica.address().resolve("/v1/installation-jobs/" + job + "/events"))
        .timeout(Limits.JOB)
        .header("Authorization", "Bearer " + token)
        .header("Accept", "text/event-stream")
        .header("Last-Event-ID", Integer.toString(last))
        .build();
  }
}
