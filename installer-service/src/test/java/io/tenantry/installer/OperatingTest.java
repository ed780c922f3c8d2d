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
import io.tenantry.contracts.job.JobRolledBack;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators look at. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@WithTestResource(PackageServer.class)
class OperatingTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

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
  void healthTellsAboutTheServersAndTheWorkers() {
    given().get("/q/health/live").then().body("checks.name", hasItem("workers"));
    given().get("/q/health/ready").then().body("checks.name", hasItem("servers"));
  }

  @Test
  void metricsTellHowMuchThereIsToDoAndHowLongItTakes() {
    heard(
        JobRolledBack.class,
        Tenant.provisioned()
            .install(
                module("measured_c", Map.of("module.yaml", "", "db/tenant/V1__x.sql", "selekt"))
                    .build()));

    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                given()
                    .get("/q/metrics")
                    .then()
                    .statusCode(200)
                    .body(containsString("tenantry_installer_tasks_waiting"))
                    .body(containsString("tenantry_installer_tasks_running"))
                    .body(containsString("tenantry_installer_tasks_oldest_age_seconds"))
                    .body(containsString("tenantry_installer_connections{server=\"main\"}"))
                    .body(
                        containsString(
                            "tenantry_installer_step_seconds_count{end=\"FAILED\",step=\"tenant-migrations\",undo=\"false\"}"))
                    .body(
                        containsString(
                            "tenantry_installer_compensations_total{code=\"script-failed\"}")));
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
