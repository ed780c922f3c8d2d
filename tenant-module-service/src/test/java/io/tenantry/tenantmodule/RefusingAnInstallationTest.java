package io.tenantry.tenantmodule;

import static io.tenantry.tenantmodule.Partners.heard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantry.contracts.job.JobRejected;
import io.tenantry.contracts.job.PlanItem;
import io.tenantry.contracts.module.TenantModuleFailed;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that end before the installer hears of them. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class RefusingAnInstallationTest {

  private static final String COLOUR_IS_BLUE =
      """
      {"type": "object", "properties": {"colour": {"const": "blue"}}, "required": ["size"]}
      """;

  private Partners partners;
  private String tenant;
  private UUID job;

  @BeforeEach
  void aTenantAsksForAModule() {
    partners = Partners.ofReadyTenant();
    tenant = partners.tenant();
    job = Api.installCard(tenant);
  }

  @Test
  void aModuleThatTheSubscriptionDoesNotAllowIsRefused() throws Exception {
    Api.subscribe(tenant, Map.of("plan", "basic", "everything", false)).statusCode(200);

    partners.say(partners.reserved(job, card().setRequiredFeatures(List.of("cards")).build()));

    assertRejected(
        "subscription-refused",
        "The plan 'basic' of tenant %s does not allow module 'digital_card'; it lacks cards."
            .formatted(tenant));
  }

  @Test
  void parametersThatDoNotFitTheModulesSchemaAreRefused() throws Exception {
    partners.say(partners.reserved(job, card().setParametersSchema(COLOUR_IS_BLUE).build()));

    assertRejected(
        "parameters-invalid",
        "digital_card: /colour must be the constant value 'blue'."
            + " digital_card: required property 'size' not found.");
  }

  @Test
  void aModuleWhoseSchemaOfParametersCannotBeUsedIsRefused() {
    partners.say(partners.reserved(job, card().setParametersSchema("{").build()));

    Api.job(job)
        .body("state", equalTo("FAILED"))
        .body("problem.code", equalTo("parameters-invalid"))
        .body("problem.detail", startsWith("digital_card: its schema cannot be used: "));
  }

  @Test
  void aJobForWhichTheRegistryHasNoPlanFails() throws Exception {
    partners.say(partners.rejected(job));

    assertRejected("unknown-module", "There is no such module.");
  }

  @Test
  void theSameRefusalAgainChangesNothing() throws Exception {
    partners.sayTwice(partners.rejected(job));
    partners.say(partners.rejected(job));
    partners.say(partners.reserved(job, card().build()));

    assertRejected("unknown-module", "There is no such module.");
    assertThat(Database.auditTrailOf(tenant)).endsWith("job.moved FAILED unknown-module");
  }

  @Test
  void theModuleCanBeAskedForAgain() {
    partners.say(partners.rejected(job));

    UUID again = Api.installCard(tenant);

    assertThat(again).isNotEqualTo(job);
    Api.module(tenant, "digital_card")
        .body("status", equalTo("VALIDATING"))
        .body("jobId", equalTo(again.toString()));
  }

  private void assertRejected(String code, String detail) throws Exception {
    JobRejected rejected = heard(JobRejected.class, job);
    assertThat(rejected.getCode()).isEqualTo(code);
    assertThat(rejected.getDetail()).isEqualTo(detail);
    TenantModuleFailed fact = heard(TenantModuleFailed.class, job);
    assertThat(fact.getStatus()).isEqualTo("FAILED");
    assertThat(fact.getCode()).isEqualTo(code);
    assertThat(Database.eventsAbout(job))
        .containsExactly("JobRequested", "JobRejected", "TenantModuleFailed");
    Api.job(job)
        .body("state", equalTo("FAILED"))
        .body("endedAt", notNullValue())
        .body("problem.code", equalTo(code))
        .body("problem.detail", equalTo(detail))
        .body("problem.script", nullValue())
        .body("plan", empty());
    Api.module(tenant, "digital_card")
        .body("status", equalTo("FAILED"))
        .body("version", nullValue())
        .body("jobId", equalTo(job.toString()));
  }

  private static PlanItem.Builder card() {
    return Plans.item("digital_card");
  }
}
