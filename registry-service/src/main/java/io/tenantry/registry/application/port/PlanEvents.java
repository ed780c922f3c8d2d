package io.tenantry.registry.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.registry.application.Origin;
import io.tenantry.registry.domain.PlanItem;
import io.tenantry.registry.domain.Reservation;
import java.util.List;

/** Answers to jobs; each becomes part of the current unit of work. */
public interface PlanEvents {

  Uni<Void> planReserved(Reservation reservation, List<PlanItem> items, Origin origin);

  Uni<Void> planRejected(Reservation reservation, Origin origin);
}
