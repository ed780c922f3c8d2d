package io.tenantry.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantry.contracts.common.InstalledAs;
import io.tenantry.contracts.common.JobKind;
import io.tenantry.contracts.common.JobOptions;
import io.tenantry.contracts.common.ModuleResult;
import io.tenantry.contracts.common.PlanAction;
import io.tenantry.contracts.job.InstalledModule;
import io.tenantry.contracts.job.JobApproved;
import io.tenantry.contracts.job.JobEnded;
import io.tenantry.contracts.job.JobOutcome;
import io.tenantry.contracts.job.JobRequested;
import io.tenantry.contracts.job.PlanItem;
import io.tenantry.contracts.job.PlanRejected;
import io.tenantry.contracts.job.PlanReserved;
import io.tenantry.testkit.infrastructure.PlatformServers;
import io.tenantry.testkit.modules.ModulePackager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The registry's part of the saga, over Kafka and PostgreSQL. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class AnsweringJobsTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final AtomicBoolean KIOSK_IS_THERE = new AtomicBoolean();
  private static final String SENDER = "tenant-module-service";

  private final String tenant = "tenant-" + UUID.randomUUID();
  private final UUID job = UUID.randomUUID();
  private JobOptions options = new JobOptions(false, false);

  @Test
  void aJobGetsAPlanAndTheVersionsAreInUseWhenItSucceeds() throws Exception {
    publish("ledger", "1.4.0", "");
    publish("billing", "2.0.0", "requires: {modules: {ledger: ^1.2}}");

    request("billing", "^2");

    PlanReserved plan = events().await(PlanReserved.class, one -> one.getJobId().equals(job));
    assertThat(plan.getTenantId()).isEqualTo(tenant);
    assertThat(plan.getItems())
        .extracting(PlanItem::getModule, PlanItem::getVersion)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("ledger", "1.4.0"),
            org.assertj.core.groups.Tuple.tuple("billing", "2.0.0"));
    PlanItem billing = plan.getItems().get(1);
    assertThat(billing.getDigest()).startsWith("sha256:");
    assertThat(billing.getPackageLocation())
        .isEqualTo("/v1/modules/billing/versions/2.0.0/package");
    assertThat(billing.getRequires())
        .singleElement()
        .hasToString("{\"module\": \"ledger\", \"versionRange\": \"^1.2\"}");

    end(JobOutcome.SUCCEEDED);
    Awaitility.await().atMost(LIMIT).until(() -> usage().equals("billing 2.0.0, ledger 1.4.0"));
    assertThat(reservationState()).isEqualTo("SETTLED");
  }

  @Test
  void theReservationOfAFailedJobIsReleased() throws Exception {
    publish("fails", "1.0.0", "");
    request("fails", "*");
    events().await(PlanReserved.class, one -> one.getJobId().equals(job));

    end(JobOutcome.FAILED);

    Awaitility.await().atMost(LIMIT).until(() -> reservationState().equals("RELEASED"));
    assertThat(usage()).isEmpty();
  }

  @Test
  void aDeprecatedVersionComesWithAWarning() {
    publish("aged", "1.0.0", "");
    String token = PlatformServers.tokens().platformAdmin(Duration.ofMinutes(5));
    given()
        .auth()
        .oauth2(token)
        .body("{\"reason\": \"2.0.0 is better\"}")
        .contentType("application/json")
        .post("/v1/modules/aged/versions/1.0.0/deprecate")
        .then()
        .statusCode(200);

    request("aged", "1.0.0");

    PlanReserved plan = events().await(PlanReserved.class, one -> one.getJobId().equals(job));
    assertThat(plan.getItems().get(0).getWarning())
        .isEqualTo("aged 1.0.0 is deprecated: 2.0.0 is better.");
  }

  @Test
  void anApprovedReservationIsKnownToBe() throws Exception {
    publish("approves", "1.0.0", "");
    request("approves", "*");
    events().await(PlanReserved.class, one -> one.getJobId().equals(job));

    events()
        .send(
            SENDER,
            tenant,
            new JobApproved(job, tenant, JobKind.INSTALL, List.of(), Instant.now(), Instant.now()));

    Awaitility.await()
        .atMost(LIMIT)
        .until(
            () ->
                query(
                        "select approved::text from reservation where job_id = cast(? as uuid)",
                        job.toString())
                    .equals("true"));
  }

  @Test
  void whatNobodyApprovedIsSweptAndWhatWasApprovedIsReported() throws Exception {
    publish("sweeps", "1.0.0", "");
    request("sweeps", "*");
    events().await(PlanReserved.class, one -> one.getJobId().equals(job));
    UUID approved = UUID.randomUUID();
    change(
        """
        insert into reservation
          (job_id, tenant_id, state, code, explanation, approved, deadline, answered_at)
        values (cast('%s' as uuid), 'sweeps', 'RESERVED', '', '', true, now() - interval '2h', now())
        """
            .formatted(approved));

    change(
        "update reservation set deadline = now() - interval '61 min' where job_id = '%s'"
            .formatted(job));

    Awaitility.await().atMost(LIMIT).until(() -> reservationState().equals("EXPIRED"));
    Awaitility.await()
        .atMost(LIMIT)
        .until(
            () ->
                given()
                    .get("/q/metrics")
                    .asString()
                    .contains("tenantry_registry_reservations_overdue 1.0"));
    change("update reservation set state = 'RELEASED' where job_id = '%s'".formatted(approved));
  }

  private static void change(String sql) throws SQLException {
    try (Connection connection =
            PlatformServers.running().postgres().superuser("tenantry_registry");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void aJobForAnUnknownModuleIsRejected() {
    request("nobody_knows", "*");

    PlanRejected rejection = events().await(PlanRejected.class, one -> one.getJobId().equals(job));
    assertThat(rejection.getCode()).isEqualTo("unknown-module");
    assertThat(rejection.getExplanation())
        .isEqualTo(
            "The request asks for nobody_knows *, but no version of it can be installed."
                + " Publish a version of nobody_knows.");
  }

  @Test
  void aRepeatedRequestGetsTheSamePlanAgain() {
    publish("again", "1.0.0", "");
    request("again", "*");
    PlanReserved first = events().await(PlanReserved.class, one -> one.getJobId().equals(job));
    publish("again", "1.1.0", "");

    request("again", "*");

    List<PlanReserved> both =
        events().await(PlanReserved.class, 2, one -> one.getJobId().equals(job));
    assertThat(both).allMatch(plan -> plan.getItems().equals(first.getItems()));
  }

  @Test
  void anUpgradeGetsAPlanThatSaysFromWhere() throws Exception {
    publish("grows", "1.0.0", "");
    publish("grows", "1.1.0", "");

    request(JobKind.UPGRADE, "grows", "^1", installed("grows", "1.0.0"));

    PlanReserved plan = events().await(PlanReserved.class, one -> one.getJobId().equals(job));
    assertThat(plan.getItems())
        .extracting(PlanItem::getAction, PlanItem::getFromVersion, PlanItem::getVersion)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(PlanAction.UPGRADE, "1.0.0", "1.1.0"));

    end(JobOutcome.SUCCEEDED);
    Awaitility.await().atMost(LIMIT).until(() -> usage().equals("grows 1.1.0"));
  }

  @Test
  void anUpgradeThatKeepsTheVersionGetsAPlanToo() throws Exception {
    publish("stays", "1.0.0", "");

    request(JobKind.UPGRADE, "stays", "1.0.0", installed("stays", "1.0.0"));

    PlanReserved plan = events().await(PlanReserved.class, one -> one.getJobId().equals(job));
    assertThat(plan.getItems())
        .extracting(PlanItem::getAction, PlanItem::getFromVersion, PlanItem::getVersion)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(PlanAction.UPGRADE, "1.0.0", "1.0.0"));

    end(JobOutcome.SUCCEEDED);
    Awaitility.await().atMost(LIMIT).until(() -> usage().equals("stays 1.0.0"));
  }

  @Test
  void anUninstallationEndsTheUsage() throws Exception {
    publish("leaves", "1.0.0", "");
    change(
        """
        insert into module_usage (tenant_id, module, version, since)
        values ('%s', 'leaves', '1.0.0', now())
        """
            .formatted(tenant));

    request(JobKind.UNINSTALL, "leaves", "*", installed("leaves", "1.0.0"));

    PlanReserved plan = events().await(PlanReserved.class, one -> one.getJobId().equals(job));
    assertThat(plan.getItems())
        .extracting(PlanItem::getAction, PlanItem::getVersion)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(PlanAction.REMOVE, "1.0.0"));
    assertThat(usage()).isEqualTo("leaves 1.0.0");

    end(JobOutcome.SUCCEEDED);
    Awaitility.await().atMost(LIMIT).until(() -> usage().isEmpty());
  }

  @Test
  void anUninstallationOfWhatOthersNeedIsRejectedWithTheirNames() {
    publish("needed", "1.0.0", "");
    publish("needing", "1.0.0", "requires: {modules: {needed: ^1}}");

    request(
        JobKind.UNINSTALL,
        "needed",
        "*",
        installed("needed", "1.0.0"),
        installed("needing", "1.0.0"));

    PlanRejected rejection = events().await(PlanRejected.class, one -> one.getJobId().equals(job));
    assertThat(rejection.getCode()).isEqualTo("needed-by-others");
    assertThat(rejection.getExplanation())
        .contains("needing 1.0.0", "needs needed ^1", "Uninstall needing first");
  }

  @Test
  void whatAnUninstallationLeavesIsOfferedInARepeatedAnswerToo() {
    aKioskWithItsDependency();
    InstalledModule[] both = {installed("kiosk", "1.0.0"), dependency("cashbox", "1.0.0")};

    request(JobKind.UNINSTALL, "kiosk", "*", both);
    events().await(PlanReserved.class, one -> one.getJobId().equals(job));
    request(JobKind.UNINSTALL, "kiosk", "*", both);

    List<PlanReserved> plans =
        events().await(PlanReserved.class, 2, one -> one.getJobId().equals(job));
    assertThat(plans)
        .allSatisfy(
            plan -> {
              assertThat(plan.getItems()).extracting(PlanItem::getModule).containsExactly("kiosk");
              assertThat(plan.getUnused()).containsExactly("cashbox");
            });
  }

  @Test
  void itIsRemovedWhereThatIsAskedFor() throws Exception {
    aKioskWithItsDependency();
    options = new JobOptions(false, true);

    request(
        JobKind.UNINSTALL,
        "kiosk",
        "*",
        installed("kiosk", "1.0.0"),
        dependency("cashbox", "1.0.0"));

    PlanReserved plan = events().await(PlanReserved.class, one -> one.getJobId().equals(job));
    assertThat(plan.getItems())
        .extracting(PlanItem::getAction, PlanItem::getModule, PlanItem::getFromVersion)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(PlanAction.REMOVE, "kiosk", "1.0.0"),
            org.assertj.core.groups.Tuple.tuple(PlanAction.REMOVE, "cashbox", "1.0.0"));
    assertThat(plan.getUnused()).isEmpty();
    change(
        """
        insert into module_usage (tenant_id, module, version, since)
        values ('%1$s', 'kiosk', '1.0.0', now()), ('%1$s', 'cashbox', '1.0.0', now())
        """
            .formatted(tenant));
    end(JobOutcome.SUCCEEDED);
    Awaitility.await().atMost(LIMIT).until(() -> usage().isEmpty());
  }

  private static void aKioskWithItsDependency() {
    if (KIOSK_IS_THERE.compareAndSet(false, true)) {
      publish("cashbox", "1.0.0", "");
      publish("kiosk", "1.0.0", "requires: {modules: {cashbox: ^1}}");
    }
  }

  private static InstalledModule dependency(String module, String version) {
    return new InstalledModule(module, version, InstalledAs.DEPENDENCY);
  }

  private static InstalledModule installed(String module, String version) {
    return new InstalledModule(module, version, InstalledAs.REQUESTED);
  }

  private void request(String module, String range) {
    request(JobKind.INSTALL, module, range);
  }

  private void request(JobKind kind, String module, String range, InstalledModule... installed) {
    events()
        .send(
            SENDER,
            tenant,
            new JobRequested(
                job,
                tenant,
                kind,
                module,
                range,
                List.of(installed),
                options,
                Instant.now().plusSeconds(60),
                "somebody",
                Instant.now()));
  }

  @Test
  void theEndOfAnEarlierJobThatComesLateChangesNoUsage() throws Exception {
    publish("late", "1.0.0", "");
    request(JobKind.INSTALL, "late", "*");
    events().await(PlanReserved.class, one -> one.getJobId().equals(job));
    change(
        "insert into module_usage_change values ('%s', 'late', now() + interval '1 hour')"
            .formatted(tenant));

    end(JobOutcome.SUCCEEDED);

    Awaitility.await().atMost(LIMIT).until(() -> reservationState().equals("SETTLED"));
    assertThat(usage()).isEmpty();
  }

  private void end(JobOutcome outcome) {
    events()
        .send(
            SENDER,
            tenant,
            new JobEnded(
                job,
                tenant,
                JobKind.INSTALL,
                outcome,
                List.of(new ModuleResult("billing", "2.0.0", PlanAction.INSTALL)),
                Instant.now()));
  }

  private static void publish(String name, String version, String more) {
    String manifest =
        """
        manifest: 1
        name: %s
        version: %s
        title: A title
        description: A description.
        namespace: App
        %s
        """
            .formatted(name, version, more);
    String token = PlatformServers.tokens().platformAdmin(Duration.ofMinutes(5));
    String path = "/v1/modules/" + name + "/versions/" + version;
    given()
        .auth()
        .oauth2(token)
        .contentType("application/zip")
        .body(ModulePackager.pack(Map.of("module.yaml", manifest)))
        .put(path + "/package")
        .then()
        .statusCode(201);
    given().auth().oauth2(token).post(path + "/publish").then().statusCode(200);
  }

  private String reservationState() throws SQLException {
    return query("select state from reservation where job_id = cast(? as uuid)", job.toString());
  }

  private String usage() throws SQLException {
    return query(
        """
        select coalesce(string_agg(module || ' ' || version, ', ' order by module), '')
        from module_usage where tenant_id = ?
        """,
        tenant);
  }

  private static String query(String sql, String parameter) throws SQLException {
    try (Connection connection =
            PlatformServers.running().postgres().superuser("tenantry_registry");
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, parameter);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : "none";
      }
    }
  }

  private static io.tenantry.testkit.kafka.EventClient events() {
    return PlatformServers.events();
  }
}
