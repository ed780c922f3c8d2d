package io.tenantry.tenantmodule;

import static io.tenantry.tenantmodule.Partners.heard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tenantry.contracts.job.JobApproved;
import io.tenantry.contracts.job.JobRejected;
import io.tenantry.testkit.infrastructure.PlatformServers;
import io.tenantry.testkit.subscription.SubscriptionElsewhere;
import io.tenantry.testkit.subscription.SubscriptionServer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plans of a tenant whose subscription was known not long ago. */
@QuarkusTest
@TestProfile(RememberingSubscriptions.class)
@WithTestResource(PlatformServers.class)
@WithTestResource(SubscriptionElsewhere.class)
class DoingWithWhatIsRememberedTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final SubscriptionServer service = SubscriptionElsewhere.running();
  private Partners partners;
  private String tenant;

  @BeforeEach
  void aModuleWasAllowedOnce() {
    service.fail(false);
    service.refuse(Set.of());
    partners = Partners.ofReadyTenant();
    tenant = partners.tenant();
    UUID job = reserved();
    heard(JobApproved.class, job);
    undone(job);
  }

  @Test
  void itIsStillAllowedWhenTheServiceIsDown() throws Exception {
    service.fail(true);

    UUID job = reserved();

    heard(JobApproved.class, job);
    Api.job(job).body("state", equalTo("RUNNING"));
    assertThat(Database.read("select features from allowed_module where tenant_id = ?", tenant))
        .containsExactly("cards,mail");
  }

  @Test
  void itIsForgottenWhenItIsRefused() throws Exception {
    service.refuse(Set.of("digital_card"));
    heard(JobRejected.class, reserved());
    service.fail(true);

    UUID job = reserved();

    await("the job waits")
        .atMost(LIMIT)
        .until(() -> waitingFor(job).startsWith("The subscription service answered with"));
    Api.job(job).body("state", equalTo("VALIDATING"));
    assertThat(Database.read("select 1 from allowed_module where tenant_id = ?", tenant)).isEmpty();
  }

  private UUID reserved() {
    UUID job = Api.installCard(tenant);
    partners.say(
        partners.reserved(
            job, Plans.item("digital_card").setRequiredFeatures(List.of("mail", "cards")).build()));
    return job;
  }

  private void undone(UUID job) {
    partners.say(partners.failed(job));
    partners.say(partners.rolledBack(job));
  }

  private static String waitingFor(UUID job) {
    return String.valueOf(Api.job(job).extract().<String>path("waitingFor"));
  }
}
