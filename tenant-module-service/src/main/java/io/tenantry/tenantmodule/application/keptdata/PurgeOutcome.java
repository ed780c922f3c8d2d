package io.tenantry.tenantmodule.application.keptdata;

import io.tenantry.tenantmodule.domain.keptdata.KeptData;
import java.util.function.Function;
import java.util.function.Supplier;

/** What came of the wish to destroy kept data. */
public sealed interface PurgeOutcome {

  /** Handles every case. */
  default <R> R fold(
      Function<KeptData, R> accepted,
      Function<KeptData, R> beingRestored,
      Supplier<R> noSuchTenant,
      Supplier<R> noSuchData) {
    if (this instanceof Accepted one) {
      return accepted.apply(one.data());
    }
    if (this instanceof BeingRestored one) {
      return beingRestored.apply(one.data());
    }
    return this instanceof NoSuchTenant ? noSuchTenant.get() : noSuchData.get();
  }

  /** It is being destroyed, now or since an earlier request. */
  record Accepted(KeptData data) implements PurgeOutcome {}

  /** A job that has not ended installs its module with it. */
  record BeingRestored(KeptData data) implements PurgeOutcome {}

  record NoSuchTenant() implements PurgeOutcome {}

  record NoSuchData() implements PurgeOutcome {}
}
