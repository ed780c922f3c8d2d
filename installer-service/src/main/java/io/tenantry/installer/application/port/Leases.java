package io.tenantry.installer.application.port;

import io.smallrye.mutiny.Uni;

/** What workers have taken for a while. */
public interface Leases {

  /** Gives back the tasks of a worker whose process is gone, to be taken at once. */
  Uni<Void> freeThoseOf(String worker);
}
