package io.tenantry.tenantmodule.adapter.out.persistence;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.Scope;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The scope that PostgreSQL was told. A unit of work within a claimed one is part of its
 * transaction: it enters its own scope only when that is another one, and leaves it again.
 */
final class EnteredScope {

  private static final String CLAIMED = EnteredScope.class.getName();

  private static final String ENTER =
      """
      select set_config('tenantry.scope', :scope, true)
        || set_config('tenantry.tenants', :tenants, true)
      """;

  private EnteredScope() {}

  static <T> Uni<T> within(Scope scope, Supplier<Uni<T>> work) {
    Optional<Scope> claimed = ContextLocals.get(CLAIMED);
    if (claimed.isEmpty()) {
      return enter(scope).chain(entered -> work.get());
    }
    return claimed.get().equals(scope)
        ? work.get()
        : enter(scope).chain(entered -> work.get()).call(() -> enter(claimed.get()));
  }

  /** Does the work in a transaction that has entered the scope by a claim. */
  static <T> Uni<T> claimed(Scope scope, Supplier<Uni<T>> work) {
    ContextLocals.put(CLAIMED, scope);
    return work.get().onTermination().invoke(() -> ContextLocals.remove(CLAIMED));
  }

  /** Whether this is part of a claimed unit of work. */
  static boolean isClaimed() {
    return ContextLocals.get(CLAIMED).isPresent();
  }

  static Uni<Void> enter(Scope scope) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(ENTER, String.class)
                    .setParameter("scope", name(scope))
                    .setParameter("tenants", tenants(scope))
                    .getSingleResult())
        .replaceWithVoid();
  }

  static String name(Scope scope) {
    return scope.platform() ? "platform" : "tenants";
  }

  static String tenants(Scope scope) {
    return String.join(",", scope.tenants());
  }
}
