package io.tenantry.installer;

import static io.restassured.RestAssured.given;
import static io.tenantry.installer.Tenant.heard;
import static io.tenantry.installer.Tenant.module;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantry.contracts.job.JobCompleted;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators look at. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@WithTestResource(PackageServer.class)
class OperatingTest {

  @ParameterizedTest
  @ValueSource(strings = {"live", "ready", "started"})
  void theServiceSaysThatItIsWell(String kind) {
    given().get("/q/health/" + kind).then().statusCode(200).body("status", equalTo("UP"));
  }

  @Test
  void readinessTellsAboutTheOutbox() {
    given().get("/q/health/ready").then().body("checks.name", hasItem("outbox"));
  }

  @Test
  void metricsTellWhatWasHandled() {
    heard(
        JobCompleted.class,
        Tenant.provisioned().install(module("metric_c", Map.of("module.yaml", "")).build()));

    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("tenantry_events_handled_total"))
        .body(containsString("type=\"io.tenantry.JobApproved\""));
  }
}
