package io.tenantry.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.local.RunningPlatform.Running;
import io.tenantry.local.client.ModuleCopy;
import io.tenantry.local.client.ModuleSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A copy of DigitalCard is set up by its own service, the sample participant in its process. */
@ExtendWith(CrashingPlatform.class)
class SettingUpByAServiceIT {

  private static final String PATIENT = "40s";
  private static final String IMPATIENT = "2s";

  private final Running running;
  private final Jobs jobs;
  @TempDir private Path directory;
  private CardServiceProcess service;
  private String tenant;
  private TenantDatabase database;
  private String module;

  SettingUpByAServiceIT(Running running) {
    this.running = running;
    this.jobs = new Jobs(running);
  }

  @BeforeEach
  void aTenant() {
    tenant = running.newTenant();
    database = TenantDatabase.of(running, tenant);
  }

  @AfterEach
  void theServiceEnds() {
    service.close();
  }

  @Test
  void itIsSetUpOnceAndTornDownBeforeItsDataGoes() {
    publish(PATIENT);
    service.startAndAwait();

    JsonNode installed = jobs.ended(tenant, install("de"));
    assertThat(state(installed)).as(installed.toString()).isEqualTo("SUCCEEDED");
    assertThat(service.book()).containsExactly(done("INSTALL"));

    JsonNode removed = jobs.ended(tenant, uninstall());
    assertThat(state(removed)).as(removed.toString()).isEqualTo("SUCCEEDED");
    assertThat(service.book()).containsExactly(done("INSTALL"), done("REMOVE"));
  }

  @Test
  void whatItRefusesIsUndoneAndItIsTold() {
    publish(PATIENT);
    service.startAndAwait();

    JsonNode job = jobs.ended(tenant, install("ja"));

    assertThat(state(job)).as(job.toString()).isEqualTo("FAILED");
    assertThat(job.at("/problem/detail").textValue())
        .contains("unknown-locale: No cards are printed in the language ja.");
    assertThat(service.book())
        .containsExactly(
            "REFUSED No cards are printed in the language ja.", "UNDONE " + tenant + " " + module);
    assertThat(database.moduleSchemas()).isEmpty();
  }

  @Test
  void aJobWaitsForAServiceThatIsDown() {
    publish(PATIENT);
    String job = install("en");
    awaitStep(job, "setup");

    service.startAndAwait();

    JsonNode ended = jobs.ended(tenant, job);
    assertThat(state(ended)).as(ended.toString()).isEqualTo("SUCCEEDED");
    assertThat(service.book()).containsExactly(done("INSTALL"));
  }

  @Test
  void whatItDoesAfterAllAttemptsItUndoes() {
    publish(IMPATIENT);
    service.startAndAwait();
    jobs.ended(tenant, install("en"));
    jobs.ended(tenant, uninstall());
    service.process().freeze();
    String job = install("en");
    awaitState(job, "ROLLING_BACK");

    service.process().wake();

    JsonNode ended = jobs.ended(tenant, job);
    assertThat(state(ended)).as(ended.toString()).isEqualTo("FAILED");
    assertThat(ended.at("/problem/detail").textValue())
        .contains("asked 3 times and did not answer within 2 s");
    assertThat(service.book())
        .containsExactly(
            done("INSTALL"), done("REMOVE"), done("INSTALL"), "UNDONE " + tenant + " " + module);
    assertThat(database.moduleSchemas()).allMatch(schema -> schema.startsWith("_kept_"));
  }

  @Test
  void anUndoThatItDoesNotAnswerIsLeftToAnOperatorWhoAsksItAgain() {
    publish("1s");
    String job = install("en");
    JsonNode left = jobs.ended(tenant, job);
    assertThat(state(left)).as(left.toString()).isEqualTo("MANUAL_INTERVENTION");
    assertThat(left.get("remaining").get(0).get("step").textValue()).isEqualTo("setup");
    assertThat(database.moduleSchemas()).containsExactly(module);

    service.startAndAwait();
    undoAgain(job);

    JsonNode ended = jobs.ended(tenant, job);
    assertThat(state(ended)).as(ended.toString()).isEqualTo("FAILED");
    assertThat(service.book()).last().isEqualTo("UNDONE " + tenant + " " + module);
    assertThat(database.moduleSchemas()).isEmpty();
  }

  @Test
  void anInstallerThatDiesWhileItWaitsSetsUpOnce() {
    publish(PATIENT);
    String job = install("en");
    awaitStep(job, "setup");
    awaitRest(job);
    running.platform().installer().process().kill();

    service.startAndAwait();
    running.platform().installer().restart();

    JsonNode ended = jobs.ended(tenant, job);
    assertThat(state(ended)).as(ended.toString()).isEqualTo("SUCCEEDED");
    assertThat(service.book()).containsExactly(done("INSTALL"));
    assertThat(requestsOf(job)).containsExactly("COMPLETED 1");
  }

  @Test
  void anInstallerThatDiesAtOnceAfterItHasAskedSetsUpOnce() {
    publish(PATIENT);
    running.platform().installer().close();
    running.platform().installer().launch(Map.of("TENANTRY_CRASH_AT", "participant-asked"));
    running.platform().installer().awaitReady();
    String job = install("en");
    await("the installer has asked, and is dead")
        .atMost(Limits.JOB)
        .until(() -> !running.platform().installer().process().isAlive());
    running.platform().installer().launch(Map.of("TENANTRY_CRASH_AT", "answer-taken"));
    running.platform().installer().awaitReady();

    service.startAndAwait();
    await("the installer has taken the answer, and is dead")
        .atMost(Limits.JOB)
        .until(() -> !running.platform().installer().process().isAlive());
    running.platform().installer().restart();

    JsonNode ended = jobs.ended(tenant, job);
    assertThat(state(ended)).as(ended.toString()).isEqualTo("SUCCEEDED");
    assertThat(service.book()).containsExactly(done("INSTALL"));
    assertThat(requestsOf(job)).containsExactly("COMPLETED 1");
  }

  @Test
  void aWrongAddressIsToldInASentence() {
    publish(PATIENT);
    service.start(Map.of("SCHEMA_REGISTRY_URL", "http://localhost:1/apis"));

    await("the service gives up").atMost(Limits.JOB).until(() -> !service.process().isAlive());

    assertThat(service.log().lines())
        .containsExactly(
            "digital-card-participant: There is no schema registry at http://localhost:1/apis");
    assertThat(service.process().exitCode()).isEqualTo(2);
  }

  private void publish(String timeout) {
    ModuleSource source =
        ModuleCopy.of(ModuleSource.of("digital-card"), "served").withService(timeout).in(directory);
    running.api().publish(source);
    module = source.name();
    service = CardServiceProcess.of(running, module, directory);
  }

  private String install(String locale) {
    return id(
        running
            .api()
            .install(tenant, module, "^1.0", Map.of("locale", locale))
            .orFailUnless(202)
            .body());
  }

  private String uninstall() {
    return id(running.api().uninstall(tenant, module, "keep").orFailUnless(202).body());
  }

  private void undoAgain(String job) {
    String path = "/v1/installation-jobs/" + job + "/resolution";
    running.api().tenants().post(path, Map.of("action", "UNDO_AGAIN")).orFailUnless(202);
  }

  private void awaitStep(String job, String step) {
    await(step + " has begun")
        .atMost(Limits.JOB)
        .until(() -> job(job).get("steps").findValuesAsText("step").contains(step));
  }

  private void awaitState(String job, String state) {
    await("the job is " + state).atMost(Limits.JOB).until(() -> state(job(job)).equals(state));
  }

  private void awaitRest(String job) {
    TenantDatabase installer = new TenantDatabase(running, "tenantry_installer");
    await("its task rests")
        .atMost(Limits.JOB)
        .until(
            () ->
                installer
                    .texts("select resting::text from task where id = '%s'".formatted(job))
                    .contains("true"));
  }

  private List<String> requestsOf(String job) {
    return new TenantDatabase(running, "tenantry_installer")
        .texts(
            "select state || ' ' || attempts from participant_request where task_id = '%s'"
                .formatted(job));
  }

  private JsonNode job(String job) {
    return running
        .api()
        .tenantAdmin(tenant)
        .get("/v1/installation-jobs/" + job)
        .orFailUnless(200)
        .body();
  }

  private String done(String action) {
    return "DONE %s %s 1.0.0 %s".formatted(tenant, module, action);
  }

  private static String id(JsonNode job) {
    return job.get("id").textValue();
  }

  private static String state(JsonNode job) {
    return job.get("state").textValue();
  }
}
