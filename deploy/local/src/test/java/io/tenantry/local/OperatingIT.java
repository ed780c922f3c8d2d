package io.tenantry.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.local.RunningPlatform.Running;
import io.tenantry.local.platform.ServiceProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What probes, Prometheus and people on call find, without a token. */
@ExtendWith(RunningPlatform.class)
class OperatingIT {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Running running;

  OperatingIT(Running running) {
    this.running = running;
  }

  @Test
  void everyServiceIsLiveReadyAndStarted() throws Exception {
    for (ServiceProcess service : running.platform().services()) {
      for (String probe : new String[] {"live", "ready", "started"}) {
        HttpResponse<String> answer = get(service.address().resolve("/q/health/" + probe));
        assertThat(answer.statusCode()).as(service.name() + " " + answer.body()).isEqualTo(200);
      }
    }
  }

  @Test
  void everyServiceTellsHowItsMessagingIs() throws Exception {
    for (ServiceProcess service : running.platform().services()) {
      assertThat(get(service.address().resolve("/q/metrics")).body())
          .as(service.name())
          .contains("tenantry_outbox_unsent")
          .contains("tenantry_outbox_oldest_age_seconds")
          .contains("tenantry_outbox_sent_total")
          .contains("tenantry_inbox_duplicates_total")
          .contains("tenantry_dead_letters_total");
    }
  }

  @Test
  void nothingElseIsOpen() throws Exception {
    URI tenants = running.platform().tenantModule().address();
    URI registry = running.platform().registry().address();

    assertThat(get(tenants.resolve("/v1/tenants")).statusCode()).isEqualTo(401);
    assertThat(get(tenants.resolve("/v1/installation-jobs")).statusCode()).isEqualTo(401);
    assertThat(get(registry.resolve("/v1/modules")).statusCode()).isEqualTo(401);
    assertThat(get(tenants.resolve("/q/openapi")).statusCode()).isEqualTo(200);
    assertThat(get(registry.resolve("/q/openapi")).statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> get(URI address) throws Exception {
    return HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }
}
