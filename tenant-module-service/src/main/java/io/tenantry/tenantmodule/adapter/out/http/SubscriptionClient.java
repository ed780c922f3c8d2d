package io.tenantry.tenantmodule.adapter.out.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.subscription.SubscriptionAnswer;
import io.tenantry.tenantmodule.config.SubscriptionSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;

/** One call to the subscription service. */
@ApplicationScoped
class SubscriptionClient {

  private static final int OK = 200;

  private final SubscriptionSettings.Http settings;
  private final ObjectMapper json;
  private final HttpClient client;

  SubscriptionClient(SubscriptionSettings settings, ObjectMapper json) {
    this.settings = settings.http();
    this.json = json;
    this.client = HttpClient.newBuilder().connectTimeout(this.settings.timeout()).build();
  }

  /** Fails with {@link ServiceFailure}. */
  Uni<SubscriptionAnswer> check(CheckDocument check) {
    return Uni.createFrom()
        .completionStage(() -> client.sendAsync(request(check), BodyHandlers.ofString()))
        .onFailure(IOException.class)
        .transform(e -> new ServiceFailure("The subscription service cannot be reached.", e))
        .map(this::answer);
  }

  private SubscriptionAnswer answer(HttpResponse<String> response) {
    if (response.statusCode() != OK) {
      throw new ServiceFailure(
          "The subscription service answered with status %d.".formatted(response.statusCode()),
          null);
    }
    try {
      return json.readValue(response.body(), AnswerDocument.class).toDomain();
    } catch (JsonProcessingException e) {
      throw new ServiceFailure("The subscription service's answer cannot be read.", e);
    }
  }

  private HttpRequest request(CheckDocument check) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(address())
              .timeout(settings.timeout())
              .header("Content-Type", "application/json")
              .header("Accept", "application/json")
              .POST(BodyPublishers.ofString(json.writeValueAsString(check)));
      if (settings.tokenFile().isPresent()) {
        String token = Files.readString(settings.tokenFile().get()).strip();
        request.header("Authorization", "Bearer " + token);
      }
      return request.build();
    } catch (IOException e) {
      throw new ServiceFailure("The token for the subscription service cannot be read.", e);
    }
  }

  private URI address() {
    return URI.create(settings.url().orElseThrow().toString().replaceAll("/+$", "") + "/v1/checks");
  }
}
