package io.tenantry.tenantmodule.application.subscription;

import java.util.function.Function;
import java.util.function.Supplier;

/** What is known of whether a plan is allowed. */
public sealed interface SubscriptionAnswer {

  /** Handles every case. */
  default <R> R fold(
      Supplier<R> allowed, Function<String, R> refused, Function<String, R> notKnown) {
    if (this instanceof Refused no) {
      return refused.apply(no.detail());
    }
    return this instanceof NotKnown open ? notKnown.apply(open.reason()) : allowed.get();
  }

  /** The subscription covers all of it. */
  record Allowed() implements SubscriptionAnswer {}

  /** Not long ago it did, and whoever knows better does not say. */
  record Remembered() implements SubscriptionAnswer {}

  /** It does not, which sentences tell. */
  record Refused(String detail) implements SubscriptionAnswer {}

  /** Nobody can say at the moment, which a sentence tells. */
  record NotKnown(String reason) implements SubscriptionAnswer {}
}
