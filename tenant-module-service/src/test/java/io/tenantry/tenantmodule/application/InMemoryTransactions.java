package io.tenantry.tenantmodule.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.port.UnitOfWork;
import io.tenantry.tenantmodule.application.request.Claim;
import io.tenantry.tenantmodule.application.request.KeyedRequest;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import io.tenantry.testkit.simulation.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Units of work in memory. The other ports ask here whether they may be used: inside of a unit of
 * work, within its scope, and for changes only after the tenant was locked. What is done in one
 * that fails is taken back.
 */
final class InMemoryTransactions implements UnitOfWork {

  final InMemoryAnswers answers = new InMemoryAnswers(this);
  private final Set<UUID> handled = new HashSet<>();
  private final Set<TenantId> locked = new HashSet<>();
  private final List<Supplier<Runnable>> stores = new ArrayList<>();
  private Runnable next = () -> {};
  private Optional<Scope> current = Optional.empty();

  InMemoryTransactions() {
    include(() -> Snapshot.of(handled));
  }

  /** Takes what remembers a store's content and answers how to get it back. */
  void include(Supplier<Runnable> store) {
    stores.add(store);
  }

  @Override
  public <T> Uni<T> run(Commit name, Scope scope, Supplier<Uni<T>> work) {
    return look(scope, work);
  }

  @Override
  public <T> Uni<T> look(Scope scope, Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              List<Runnable> before = stores.stream().map(Supplier::get).toList();
              current = Optional.of(scope);
              return Uni.createFrom()
                  .deferred(() -> work.get())
                  .onFailure()
                  .invoke(() -> before.forEach(Runnable::run));
            })
        .onTermination()
        .invoke(this::end);
  }

  @Override
  public Uni<Void> oncePer(Commit name, UUID eventId, Scope scope, Supplier<Uni<Void>> work) {
    return look(scope, () -> handled.add(eventId) ? work.get() : Uni.createFrom().voidItem());
  }

  @Override
  public <T> Uni<T> claiming(KeyedRequest request, Instant since, Function<Claim, Uni<T>> work) {
    return look(
        request.scope(),
        () ->
            work.apply(answers.claim(request, since))
                .onTermination()
                .invoke(() -> answers.release(request)));
  }

  void lock(TenantId tenant) {
    locked.add(tenant);
  }

  boolean sees(TenantId tenant) {
    Scope scope = scope();
    return scope.platform() || scope.tenants().contains(tenant.value());
  }

  void reads(TenantId tenant) {
    if (!sees(tenant)) {
      throw new AssertionError(tenant + " is outside of the scope " + current);
    }
  }

  void changes(TenantId tenant) {
    reads(tenant);
    if (!locked.contains(tenant)) {
      throw new AssertionError(tenant + " is changed but not locked");
    }
  }

  void platform() {
    if (!scope().platform()) {
      throw new AssertionError("the platform is outside of the scope " + current);
    }
  }

  private Scope scope() {
    return current.orElseThrow(() -> new AssertionError("there is no unit of work"));
  }

  /** Does it when this unit of work has ended. */
  void afterThisOne(Runnable work) {
    next = work;
  }

  private void end() {
    current = Optional.empty();
    locked.clear();
    Runnable work = next;
    next = () -> {};
    work.run();
  }
}
