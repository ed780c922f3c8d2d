package io.tenantry.tenantmodule;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tenantry.testkit.infrastructure.PlatformServers;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the indexes hold even when the service's own checks were wrong. */
@QuarkusTest
@WithTestResource(PlatformServers.class)
class OneJobAtATimeTest {

  private static final String COPY =
      """
      insert into job (id, tenant_id, kind, module, version_range, parameters, allow_prereleases,
        requested_by, requested_at, queue_deadline, state, plan)
      select gen_random_uuid(), tenant_id, kind, ?, version_range, parameters, allow_prereleases,
        requested_by, requested_at, queue_deadline, '%s', plan
      from job where id = ?
      """;

  private UUID job;

  @BeforeEach
  void aTenantWhoseJobRuns() {
    Partners partners = Partners.ofReadyTenant();
    job = Api.install(partners.tenant(), "mail");
  }

  @ParameterizedTest
  @ValueSource(strings = {"VALIDATING", "RUNNING", "ROLLING_BACK", "MANUAL_INTERVENTION"})
  void aTenantHasOneRunningJob(String state) {
    assertThatThrownBy(() -> Database.change(COPY.formatted(state), "calendar", job))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("job_running");
  }

  @Test
  void aModuleHasOneUnfinishedJob() {
    assertThatThrownBy(() -> Database.change(COPY.formatted("PENDING"), "mail", job))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("job_unfinished");
  }

  @Test
  void otherModulesQueueBehindIt() {
    assertThatCode(() -> Database.change(COPY.formatted("PENDING"), "calendar", job))
        .doesNotThrowAnyException();
  }
}
