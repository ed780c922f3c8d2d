package io.tenantry.tenantmodule.application.keptdata;

import io.tenantry.tenantmodule.domain.keptdata.KeptData;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import java.util.function.Function;
import java.util.function.Supplier;

/** What came of the wish to destroy kept data. */
public sealed interface PurgeOutcome {

  /** Handles every case. */
  default <R> R fold(
      Function<KeptData, R> accepted,
      Function<KeptData, R> beingRestored,
      Function<Tenant, R> tenantSuspended,
      Supplier<R> noSuchTenant,
      Supplier<R> noSuchData) {
    if (this instanceof Accepted one) {
      return accepted.apply(one.data());
    }
    if (this instanceof BeingRestored one) {
      return beingRestored.apply(one.data());
    }
    if (this instanceof TenantSuspended one) {
      return tenantSuspended.apply(one.tenant());
    }
    return this instanceof NoSuchTenant ? noSuchTenant.get() : noSuchData.get();
  }

  /** It is being destroyed, now or since an earlier request. */
  record Accepted(KeptData data) implements PurgeOutcome {}

  /** A job that has not ended installs its module with it. */
  record BeingRestored(KeptData data) implements PurgeOutcome {}

  /** Nothing new is begun for the tenant. */
  record TenantSuspended(Tenant tenant) implements PurgeOutcome {}

  record NoSuchTenant() implements PurgeOutcome {}

  record NoSuchData() implements PurgeOutcome {}
}
