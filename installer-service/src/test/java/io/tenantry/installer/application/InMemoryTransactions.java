package io.tenantry.installer.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.installer.application.port.UnitOfWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Units of work in memory. What is done in one that fails is taken back, and the stores ask here
 * whether there is one.
 */
final class InMemoryTransactions implements UnitOfWork {

  /** A fault: every delivery is handled like the first. */
  boolean forgetsEvents;

  private final List<Supplier<Runnable>> stores = new ArrayList<>();
  private final Crashes crashes;
  private Set<UUID> handled = new HashSet<>();
  private boolean active;
  private int number;

  InMemoryTransactions(Crashes crashes) {
    this.crashes = crashes;
    stores.add(
        () -> {
          Set<UUID> before = new HashSet<>(handled);
          return () -> handled = before;
        });
  }

  /** Takes what remembers a store's content and answers how to get it back. */
  void include(Supplier<Runnable> store) {
    stores.add(store);
  }

  /** Number of the current unit of work. */
  int current() {
    if (!active) {
      throw new AssertionError("there is no unit of work");
    }
    return number;
  }

  private <T> Uni<T> run(Supplier<Uni<T>> work) {
    return Uni.createFrom().deferred(() -> begun(work));
  }

  @Override
  public Uni<Void> oncePer(Commit name, UUID eventId, Supplier<Uni<Void>> work) {
    return run(
        () -> handled.add(eventId) || forgetsEvents ? work.get() : Uni.createFrom().voidItem());
  }

  @Override
  public <T> T await(Commit name, Supplier<Uni<T>> work) {
    return await(work);
  }

  @Override
  public <T> T await(Supplier<Uni<T>> work) {
    crashes.maybe();
    T result = run(work).await().atMost(Duration.ofSeconds(1));
    crashes.maybe();
    return result;
  }

  private <T> Uni<T> begun(Supplier<Uni<T>> work) {
    if (active) {
      throw new AssertionError("a unit of work within another one");
    }
    List<Runnable> before = stores.stream().map(Supplier::get).toList();
    active = true;
    number++;
    return Uni.createFrom()
        .deferred(() -> work.get())
        .onFailure()
        .invoke(() -> before.forEach(Runnable::run))
        .onTermination()
        .invoke(() -> active = false);
  }
}
