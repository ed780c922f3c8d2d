package io.tenantry.tenantmodule.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.domain.keptdata.KeptData;
import java.time.Instant;

/** What the installer is told about kept data; each becomes part of the unit of work. */
public interface KeptDataEvents {

  /** It is to be destroyed; takes who wants that. */
  Uni<Void> purgeRequested(KeptData data, String requestedBy, Instant now, Origin origin);
}
