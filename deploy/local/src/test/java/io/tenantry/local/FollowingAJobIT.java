package io.tenantry.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenantry.local.RunningPlatform.Running;
import io.tenantry.local.platform.ServiceProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A job's events when tenant-module-service has two replicas, and when one of them is killed. */
@ExtendWith(RunningPlatform.class)
class FollowingAJobIT {

  private static final int ALL = Integer.MAX_VALUE;

  private final Running running;
  private ServiceProcess one;
  private ServiceProcess other;
  private String tenant;
  private String token;

  FollowingAJobIT(Running running) {
    this.running = running;
  }

  @BeforeEach
  void thereAreTwoReplicas() {
    one = running.platform().tenantModule();
    other = running.platform().anotherTenantModule("tenant-module-2");
    other.launch();
    other.awaitReady();
    tenant = running.newTenant();
    token = running.platform().tokens().tenantViewer(Limits.JOB.multipliedBy(10), tenant);
  }

  @AfterEach
  void thereIsOne() {
    other.close();
    if (!one.process().isAlive()) {
      one.restart();
    }
  }

  @Test
  void everyReplicaTellsTheSameWithoutAGap() throws Exception {
    String job = new Jobs(running).requestDigitalCard(tenant);

    List<Integer> here = new JobEvents(one, token).idsAfter(job, 0, ALL);
    List<Integer> there = new JobEvents(other, token).idsAfter(job, 0, ALL);

    assertThat(here).hasSizeGreaterThan(5).isEqualTo(upTo(here.size()));
    assertThat(there).isEqualTo(here);
    assertThat(new JobEvents(other, token).statusAfter(job, here.size())).isEqualTo(204);
  }

  @Test
  void aStreamThatBrokeWithItsReplicaGoesOnAtTheOther() throws Exception {
    String job = new Jobs(running).requestDigitalCard(tenant);
    List<Integer> ids = new ArrayList<>(new JobEvents(one, token).idsAfter(job, 0, 3));
    one.process().kill();
    assertThat(ids).containsExactly(1, 2, 3);

    one.restart();
    ids.addAll(new JobEvents(other, token).idsAfter(job, 3, ALL));

    JsonNode ended = new Jobs(running).ended(tenant, job);
    assertThat(ended.get("state").textValue()).as(ended.toString()).isEqualTo("SUCCEEDED");
    assertThat(ids).hasSizeGreaterThan(5).isEqualTo(upTo(ids.size()));
  }

  private static List<Integer> upTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }
}
