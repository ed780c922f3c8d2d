package io.tenantry.tenantmodule.application.tenant;

import io.tenantry.tenantmodule.domain.tenant.Tenant;
import java.util.function.Function;
import java.util.function.Supplier;

/** What came of the wish to suspend or resume a tenant. */
public sealed interface SuspensionOutcome {

  /** Handles every case. */
  default <R> R fold(
      Function<Tenant, R> changed, Function<Tenant, R> sameAsBefore, Supplier<R> noSuchTenant) {
    if (this instanceof Changed one) {
      return changed.apply(one.tenant());
    }
    return this instanceof SameAsBefore one ? sameAsBefore.apply(one.tenant()) : noSuchTenant.get();
  }

  record Changed(Tenant tenant) implements SuspensionOutcome {}

  /** It was suspended, or not, already; nothing has changed. */
  record SameAsBefore(Tenant tenant) implements SuspensionOutcome {}

  record NoSuchTenant() implements SuspensionOutcome {}
}
