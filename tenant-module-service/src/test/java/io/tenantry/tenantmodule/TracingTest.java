package io.tenantry.tenantmodule;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantry.contracts.EventType;
import io.tenantry.contracts.Topics;
import io.tenantry.contracts.job.JobApproved;
import io.tenantry.contracts.job.JobRequested;
import io.tenantry.contracts.job.PlanReserved;
import io.tenantry.testkit.infrastructure.PlatformServers;
import io.tenantry.testkit.kafka.EventClient;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A request and everything that follows from it are one trace, and events tell their cause. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class TracingTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String TRACEPARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

  private Partners partners;

  @BeforeEach
  void aTenantIsReady() {
    partners = Partners.ofReadyTenant();
  }

  @Test
  void theTraceOfARequestGoesOnInTheEvent() {
    UUID job = request();

    ConsumerRecord<String, byte[]> event = recordOf(JobRequested.class, job);
    assertThat(EventClient.header(event, "traceparent")).startsWith("00-" + TRACE + "-");
    assertThat(event.key()).isEqualTo(partners.tenant());
    assertThat(EventClient.header(event, "ce_correlationid")).isEqualTo(job.toString());
    assertThat(EventClient.header(event, "ce_source")).isEqualTo("/tenantry/tenant-module-service");
    assertThat(EventClient.header(event, "ce_causationid")).as("a request caused it").isEmpty();
  }

  @Test
  void theTraceOfAnEventGoesOnInTheOneThatItCauses() {
    UUID job = request();
    UUID cause = UUID.randomUUID();
    PlanReserved plan = partners.reserved(job, Plans.item("mail").build());
    byte[] value = PlatformServers.events().encode(EventType.PLAN_RESERVED, plan);
    ProducerRecord<String, byte[]> reserved =
        new ProducerRecord<>(Topics.REGISTRY_SAGA, partners.tenant(), value);
    EventClient.header(reserved, "ce_id", cause.toString());
    EventClient.header(reserved, "ce_type", EventType.PLAN_RESERVED.typeName());
    EventClient.header(reserved, "ce_source", "/tenantry/registry-service");
    EventClient.header(reserved, "traceparent", TRACEPARENT);

    PlatformServers.events().send(reserved);

    ConsumerRecord<String, byte[]> event = recordOf(JobApproved.class, job);
    assertThat(EventClient.header(event, "traceparent")).startsWith("00-" + TRACE + "-");
    assertThat(EventClient.header(event, "ce_causationid")).isEqualTo(cause.toString());
    assertThat(EventClient.header(event, "ce_correlationid")).isEqualTo(job.toString());
  }

  private UUID request() {
    String id =
        Api.tenantAdmin(partners.tenant())
            .header("traceparent", TRACEPARENT)
            .body(Map.of("module", "mail"))
            .post("/v1/tenants/{tenant}/modules", partners.tenant())
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    return UUID.fromString(id);
  }

  private static ConsumerRecord<String, byte[]> recordOf(
      Class<? extends SpecificRecordBase> kind, UUID job) {
    EventType type = EventType.of(kind);
    return PlatformServers.events()
        .awaitRecords(
            type.topic(),
            1,
            one ->
                EventClient.header(one, "ce_subject").equals(job.toString())
                    && EventClient.header(one, "ce_type").equals(type.typeName()))
        .get(0);
  }
}
