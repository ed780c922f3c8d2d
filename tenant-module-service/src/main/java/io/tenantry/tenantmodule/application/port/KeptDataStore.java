package io.tenantry.tenantmodule.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.domain.keptdata.KeptData;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Data that removed modules have left. Its tenant is locked by whoever changes it. */
public interface KeptDataStore {

  Uni<Void> add(KeptData data);

  /**
   * Finds it in the scope of the unit of work, KEPT or PURGING. Whether it is being restored is
   * known by the jobs, so that it never stays so when a job has ended.
   */
  Uni<Optional<KeptData>> find(UUID id);

  /** Whether a job that has not ended restores it. */
  Uni<Boolean> isBeingRestored(UUID id);

  Uni<Void> update(KeptData data);

  /** It is gone; false when it was not known. */
  Uni<Boolean> remove(UUID id);

  /**
   * The oldest, of all tenants that are not suspended, that nobody restores and whose time is over.
   */
  Uni<List<KeptData>> due(Instant now, int limit);
}
