package io.tenantry.tenantmodule.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Page;
import io.tenantry.tenantmodule.domain.keptdata.KeptData;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.Optional;

/** Kept data as readers see it. */
public interface KeptDataViews {

  /** The tenant's kept data, newest first, below the cursor. */
  Uni<Page<KeptData>> keptData(TenantId tenant, Optional<Long> below, int limit);
}
