package io.tenantry.tenantmodule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantry.contracts.EventType;
import io.tenantry.contracts.Topics;
import io.tenantry.contracts.common.ModuleRequirement;
import io.tenantry.contracts.common.PlanAction;
import io.tenantry.contracts.job.CompletedModule;
import io.tenantry.contracts.job.JobCompleted;
import io.tenantry.contracts.job.PlanItem;
import io.tenantry.contracts.job.StepState;
import io.tenantry.testkit.infrastructure.PlatformServers;
import io.tenantry.testkit.kafka.EventClient;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Events whose content makes no sense go to the dead letters with the reason, and those behind them
 * are handled.
 */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class MalformedEventsTest {

  private Partners partners;
  private UUID job;

  @BeforeEach
  void aJobWaitsForItsPlan() {
    partners = Partners.ofReadyTenant();
    job = Api.install(partners.tenant(), "mail");
  }

  @Test
  void aPlanWithANameThatIsNone() {
    assertDeadLetter(plan(Plans.item("No Module")), "'No Module' is no module name");
  }

  @Test
  void aTenantThatIsNone() {
    assertDeadLetter(
        new Partners("No Tenant").reserved(job, Plans.item("mail").build()),
        "'No Tenant' is no tenant id");
  }

  @Test
  void aPlanThatRequiresAModuleTwice() {
    ModuleRequirement one = new ModuleRequirement("identity", "^1");
    ModuleRequirement other = new ModuleRequirement("identity", "^2");

    assertDeadLetter(plan(Plans.item("mail").setRequires(List.of(one, other))), "identity");
  }

  @Test
  void aPlanThatDoesWhatNobodyKnows() {
    assertDeadLetter(plan(Plans.item("mail").setAction(PlanAction.UNKNOWN)), "mail");
  }

  @Test
  void anUpgradeFromNowhere() {
    assertDeadLetter(plan(Plans.item("mail").setAction(PlanAction.UPGRADE)), "from which version");
  }

  @Test
  void progressOfMoreThanEverything() {
    partners.say(plan(Plans.item("mail")));

    assertDeadLetter(partners.progressed(job, 1, "setup", StepState.STARTED, 101), "101");
  }

  @Test
  void aCompletedModuleWithoutAPlaceForItsData() {
    partners.say(plan(Plans.item("mail")));
    CompletedModule nowhere = new CompletedModule("mail", "1.0.0", PlanAction.INSTALL, null, null);

    assertDeadLetter(
        new JobCompleted(job, partners.tenant(), 100L, List.of(nowhere), Partners.NOW), "mail");
    Api.job(job).body("state", equalTo("RUNNING"));
  }

  @Test
  void anInstallationThatLeavesAModuleOfThePlanOut() {
    partners.say(plan(Plans.item("mail")));

    assertDeadLetter(partners.completed(job), "mail");
    Api.job(job).body("state", equalTo("RUNNING"));
  }

  private SpecificRecordBase plan(PlanItem.Builder item) {
    return partners.reserved(job, item.build());
  }

  /** The event is set aside, and the next one of the same tenant on the same topic is handled. */
  private void assertDeadLetter(SpecificRecordBase event, String reason) {
    String topic = EventType.of(event.getClass()).topic();
    UUID id = PlatformServers.events().send("test", partners.tenant(), event);
    if (topic.equals(Topics.REGISTRY_SAGA)) {
      partners.say(partners.rejected(job));
      Api.job(job).body("state", equalTo("FAILED"));
    } else {
      partners.say(partners.provisioned("tn_2"));
    }

    ConsumerRecord<String, byte[]> letter =
        PlatformServers.events()
            .awaitRecords(
                topic + Topics.DEAD_LETTER_SUFFIX,
                1,
                one -> EventClient.header(one, "ce_id").equals(id.toString()))
            .get(0);
    assertThat(EventClient.header(letter, "dead-letter-reason")).contains(reason);
  }
}
