package io.tenantry.installer.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.Origin;
import io.tenantry.installer.domain.kept.KeptData;
import io.tenantry.installer.domain.kept.PurgeOrder;
import java.util.UUID;

/** Which data removed modules have left. */
public interface KeptDataBook {

  /** Notes data that a job has left, with the use of the landlord database that goes with it. */
  Uni<Void> enter(KeptData kept, String tenantId, UUID jobId);

  /** Strikes out data that was put back, or is gone. */
  Uni<Void> strikeOut(UUID keptData);

  /** Whether a use of the landlord database goes with the data, or went with it. */
  Uni<Boolean> usesLandlord(UUID keptData);

  /**
   * Adds the task to destroy the data.
   *
   * @return that it was added, that it is known already, or that there is no such data
   */
  Uni<Ordered> order(PurgeOrder order, Origin origin);

  /** What came of an order. */
  enum Ordered {
    ADDED,
    KNOWN,
    NOTHING_THERE
  }
}
