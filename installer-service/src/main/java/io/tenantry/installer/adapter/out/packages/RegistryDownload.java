package io.tenantry.installer.adapter.out.packages;

import io.smallrye.faulttolerance.api.CircuitBreakerName;
import io.tenantry.installer.application.port.Packages.OutOfReach;
import io.tenantry.installer.config.InstallerSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * Fetches packages over HTTP. Short trouble is waited for here; longer trouble is the task's, which
 * is postponed.
 */
@ApplicationScoped
class RegistryDownload {

  private static final Duration TO_CONNECT = Duration.ofSeconds(5);
  private static final Duration TO_ANSWER = Duration.ofSeconds(30);
  private static final int OK = 200;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TO_CONNECT).build();
  private final String address;
  private final Optional<Path> tokenFile;

  RegistryDownload(InstallerSettings settings) {
    this.address = settings.registry().url();
    this.tokenFile = settings.registry().tokenFile();
  }

  @Retry(maxRetries = 2, delay = 100, jitter = 50, retryOn = OutOfReach.class)
  @CircuitBreaker(
      requestVolumeThreshold = 10,
      failureRatio = 0.8,
      delay = 5,
      delayUnit = ChronoUnit.SECONDS,
      failOn = OutOfReach.class)
  @CircuitBreakerName("registry")
  byte[] download(String path) {
    try {
      HttpResponse<byte[]> answer = client.send(request(path), BodyHandlers.ofByteArray());
      if (answer.statusCode() != OK) {
        throw new OutOfReach(
            "the registry answered %d for %s".formatted(answer.statusCode(), path), null);
      }
      return answer.body();
    } catch (IOException e) {
      throw new OutOfReach("the registry could not be asked for " + path + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OutOfReach("interrupted while fetching " + path, e);
    }
  }

  private HttpRequest request(String path) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .timeout(TO_ANSWER)
            .header("Accept", "application/zip");
    if (tokenFile.isPresent()) {
      request.header("Authorization", "Bearer " + Files.readString(tokenFile.get()).strip());
    }
    return request.GET().build();
  }
}
