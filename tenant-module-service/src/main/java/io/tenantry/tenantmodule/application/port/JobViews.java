package io.tenantry.tenantmodule.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Page;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.job.JobView;
import io.tenantry.tenantmodule.domain.job.JobState;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Jobs as readers see them; only those in the scope of the unit of work. */
public interface JobViews {

  /** Jobs of the scope that match, newest first, below the cursor. */
  Uni<Page<JobView>> jobs(Scope scope, Filter filter, Optional<Long> below, int limit);

  Uni<Optional<JobView>> job(UUID id);

  /** Which jobs are wanted; what is empty does not narrow. */
  record Filter(Optional<String> tenant, Optional<String> module, Optional<JobState> state) {

    /** Whose jobs are wanted by a reader with that scope. */
    public Scope within(Scope scope) {
      return tenant
          .map(
              one ->
                  scope.platform() || scope.tenants().contains(one)
                      ? Set.of(one)
                      : Set.<String>of())
          .map(Scope::of)
          .orElse(scope);
    }
  }
}
