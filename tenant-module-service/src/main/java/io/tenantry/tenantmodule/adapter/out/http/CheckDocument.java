package io.tenantry.tenantmodule.adapter.out.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.List;
import java.util.UUID;

/** What the subscription service is asked. */
record CheckDocument(UUID jobId, String tenantId, List<Module> modules) {

  static CheckDocument of(UUID job, TenantId tenant, List<PlannedModule> plan) {
    return new CheckDocument(job, tenant.value(), plan.stream().map(Module::of).toList());
  }

  /** One module that comes. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Module(String module, String version, String fromVersion, List<String> requiredFeatures) {

    static Module of(PlannedModule planned) {
      return new Module(
          planned.module().value(),
          planned.version(),
          planned.fromVersion().orElse(null),
          planned.requiredFeatures());
    }
  }
}
