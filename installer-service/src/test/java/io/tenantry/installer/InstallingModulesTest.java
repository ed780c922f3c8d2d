package io.tenantry.installer;

import static io.tenantry.installer.Tenant.heard;
import static io.tenantry.installer.Tenant.module;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantry.contracts.common.DataLocation;
import io.tenantry.contracts.common.ModuleRequirement;
import io.tenantry.contracts.job.ApprovedItem;
import io.tenantry.contracts.job.CompletedModule;
import io.tenantry.contracts.job.JobApproved;
import io.tenantry.contracts.job.JobCompleted;
import io.tenantry.contracts.job.JobFailed;
import io.tenantry.contracts.job.JobProgressed;
import io.tenantry.contracts.job.JobRolledBack;
import io.tenantry.testkit.infrastructure.PlatformServers;
import io.tenantry.testkit.kafka.EventClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way that goes well: over Kafka, with packages from the registry, into real databases. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
@WithTestResource(PackageServer.class)
class InstallingModulesTest {

  private static final Map<String, String> IDENTITY =
      Map.of(
          "module.yaml",
          "name: identity_a",
          "db/tenant/V1__person.sql",
          "create table person (id int primary key);");

  private static final Map<String, String> CARD =
      Map.of(
          "module.yaml",
          """
          name: card_a
          runtime:
            landlord: {tables: {design: [select]}}
            tenant: {tables: {'*': [select, insert]}, sequences: {'*': [usage]}}
          """,
          "db/landlord/V1__design.sql",
          "create table design (name text primary key);",
          "db/tenant/V1__card.sql",
          "create table card (id int, person int references ${schema:identity_a}.person);",
          "db/tenant/V2__setting.sql",
          "create table setting (colour text);",
          "db/tenant/U1__card.sql",
          "selekt;",
          "setup/1_setting.sql",
          "insert into setting select current_setting('tenantry.parameters')::jsonb ->> 'colour';");

  private Tenant tenant;
  private String database;

  @BeforeEach
  void aTenantWithADatabase() {
    tenant = Tenant.provisioned();
    database = tenant.database();
  }

  @Test
  void aPlanOfTwoModulesIsInstalled() throws Exception {
    UUID job = tenant.install(identity(), card());

    JobCompleted completed = heard(JobCompleted.class, job);
    assertThat(completed.getTenantId()).isEqualTo(tenant.id());
    assertThat(completed.getModules())
        .extracting(CompletedModule::getModule, CompletedModule::getVersion)
        .containsExactly(tuple("identity_a", "1.0.0"), tuple("card_a", "1.0.0"));
    assertThat(Database.tablesOf(database, "card_a")).containsExactly("card", "setting");
    assertThat(Database.tablesOf(Database.LANDLORD, "card_a")).containsExactly("design");
    assertThat(Database.read(database, "select colour from card_a.setting")).containsExactly("red");
    DataLocation location = completed.getModules().get(1).getLocation();
    assertThat(location.getDatabase()).isEqualTo(database);
    assertRuntimeRoleWorks(location);
  }

  @Test
  void extensionsThatAModuleNeedsAreMadeAndStayWhenItIsUndone() {
    String manifest = "requires: {extensions: {citext: '*', pgcrypto: '>=1.3'}}";
    String table =
        "create table login (name citext, hash text default crypt('x', gen_salt('bf')));";
    ApprovedItem failing =
        module("failing_x", Map.of("module.yaml", manifest, "db/tenant/V1__x.sql", "selekt;"))
            .build();
    ApprovedItem login =
        module("login_x", Map.of("module.yaml", manifest, "db/tenant/V1__login.sql", table))
            .build();

    heard(JobRolledBack.class, tenant.install(failing));
    assertThat(Database.read(database, "select nspname from pg_namespace where nspname like '%_x'"))
        .isEmpty();
    assertThat(Database.read(database, "select name from tenantry.extension order by 1"))
        .containsExactly("citext", "pgcrypto");
    heard(JobCompleted.class, tenant.install(login));

    assertThat(Database.tablesOf(database, "login_x")).containsExactly("login");
    assertThat(Database.read(database, "select module from tenantry.extension"))
        .containsOnly("failing_x");
  }

  @Test
  void anExtensionThatTheServerDoesNotOfferFailsThePreflight() {
    ApprovedItem map =
        module("map_x", Map.of("module.yaml", "requires: {extensions: {postgis: '*'}}")).build();

    JobFailed failed = heard(JobFailed.class, tenant.install(map));

    assertThat(failed.getStep()).isEqualTo("preflight");
    assertThat(failed.getDetail())
        .isEqualTo("Server main does not offer extension postgis. Install its files there.");
  }

  @Test
  void progressIsToldStepByStep() {
    UUID job = tenant.install(identity());

    List<JobProgressed> progress = heard(JobProgressed.class, 10, job);

    assertThat(progress)
        .extracting(JobProgressed::getStep, one -> one.getState().name(), JobProgressed::getPercent)
        .containsExactly(
            tuple("preflight", "STARTED", 0),
            tuple("preflight", "COMPLETED", 20),
            tuple("landlord-migrations", "STARTED", 20),
            tuple("landlord-migrations", "COMPLETED", 40),
            tuple("tenant-migrations", "STARTED", 40),
            tuple("tenant-migrations", "COMPLETED", 60),
            tuple("setup", "STARTED", 60),
            tuple("setup", "COMPLETED", 80),
            tuple("verification", "STARTED", 80),
            tuple("verification", "COMPLETED", 100));
    assertThat(progress).extracting(JobProgressed::getSequence).isSorted();
  }

  @Test
  void eventsSayWhatTheyCameFrom() {
    JobApproved approved = tenant.approval(UUID.randomUUID(), identity());
    UUID approval = tenant.say(approved);

    var event =
        PlatformServers.events()
            .awaitRecords(
                "tenantry.saga.installer.v1",
                1,
                one -> EventClient.header(one, "ce_causationid").equals(approval.toString()))
            .get(0);

    assertThat(event.key()).isEqualTo(tenant.id());
    assertThat(EventClient.header(event, "ce_subject")).isEqualTo(approved.getJobId().toString());
    assertThat(EventClient.header(event, "ce_source")).isEqualTo("/tenantry/installer-service");
  }

  @Test
  void anApprovalThatIsDeliveredTwiceHasOneEffect() {
    UUID event = UUID.randomUUID();
    JobApproved approved = tenant.approval(UUID.randomUUID(), identity());
    tenant.say(event, approved);
    tenant.say(event, approved);
    UUID next = tenant.install(module("other_a", Map.of("module.yaml", "")).build());

    heard(JobCompleted.class, next);

    assertThat(Database.eventsAbout(approved.getJobId())).containsExactly("JobCompleted");
  }

  @Test
  void anotherApprovalOfAJobThatIsDoneIsAnsweredWithItsOutcome() {
    JobApproved approved = tenant.approval(UUID.randomUUID(), identity());
    tenant.say(approved);
    heard(JobCompleted.class, approved.getJobId());

    tenant.say(approved);

    List<JobCompleted> outcomes = heard(JobCompleted.class, 2, approved.getJobId());
    assertThat(outcomes.get(1).getModules()).isEqualTo(outcomes.get(0).getModules());
    assertThat(outcomes.get(1).getSequence()).isGreaterThan(outcomes.get(0).getSequence());
  }

  @Test
  void aPackageIsFetchedOnceWithTheTokenOfTheInstaller() {
    ApprovedItem item = unseen();
    Tenant other = Tenant.provisioned();

    heard(JobCompleted.class, tenant.install(item));
    heard(JobCompleted.class, other.install(item));

    assertThat(PackageServer.requestsFor(item.getPackageLocation()))
        .containsExactly("Bearer " + PackageServer.TOKEN + " " + item.getPackageLocation());
  }

  @Test
  void aRegistryThatStumblesIsAskedAgain() {
    ApprovedItem item = unseen();
    PackageServer.failFor(item.getPackageLocation(), 4);

    heard(JobCompleted.class, tenant.install(item));

    assertThat(PackageServer.requestsFor(item.getPackageLocation())).hasSize(5);
  }

  private static void assertRuntimeRoleWorks(DataLocation location) throws Exception {
    assertThat(location.getRuntimeSecret()).isEqualTo("file:main/card_a_app");
    Path secret = PackageServer.files().resolve("secrets/main/card_a_app");
    try (Connection app =
            PlatformServers.running()
                .postgres()
                .connect(
                    location.getDatabase(), location.getRuntimeRole(), Files.readString(secret));
        Statement statement = app.createStatement()) {
      assertThat(statement.executeUpdate("insert into card_a.card values (1, null)")).isOne();
    }
  }

  /** A module whose package no test has installed before. */
  private static ApprovedItem unseen() {
    return module("unseen", Map.of("module.yaml", "description: " + UUID.randomUUID())).build();
  }

  private static ApprovedItem identity() {
    return module("identity_a", IDENTITY).build();
  }

  private static ApprovedItem card() {
    return module("card_a", CARD)
        .setRequires(List.of(new ModuleRequirement("identity_a", "^1")))
        .setParameters("{\"colour\": \"red\"}")
        .build();
  }
}
