package io.tenantry.tenantmodule.application.keptdata;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Origin;
import io.tenantry.tenantmodule.application.Scope;
import io.tenantry.tenantmodule.application.port.KeptDataStore;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.domain.keptdata.KeptData;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Lets data be destroyed that nobody has wanted back for as long as it is kept. */
public final class SweepKeptData {

  private static final Origin RETENTION =
      new Origin("retention", "sweep", Optional.empty(), Optional.empty());

  private final KeptDataStore store;
  private final PurgeKeptData purge;
  private final UnitOfWork unitOfWork;
  private final Clock clock;
  private final int limit;

  /** Takes how much of it a sweep looks at; the next one takes the rest. */
  public SweepKeptData(
      KeptDataStore store, PurgeKeptData purge, UnitOfWork unitOfWork, Clock clock, int limit) {
    this.store = store;
    this.purge = purge;
    this.unitOfWork = unitOfWork;
    this.clock = clock;
    this.limit = limit;
  }

  /** One that fails keeps no other from its turn; fails at the end with what was thrown. */
  public Uni<Void> sweep() {
    return unitOfWork
        .look(Scope.PLATFORM, () -> store.due(clock.instant(), limit))
        .chain(due -> each(due.stream().map(this::purge).toList()));
  }

  private Uni<Void> purge(KeptData due) {
    return purge.handle(due.tenantId(), due.id(), RETENTION).replaceWithVoid();
  }

  private static Uni<Void> each(List<Uni<Void>> work) {
    return work.isEmpty()
        ? Uni.createFrom().voidItem()
        : Uni.join().all(work).usingConcurrencyOf(1).andCollectFailures().replaceWithVoid();
  }
}
