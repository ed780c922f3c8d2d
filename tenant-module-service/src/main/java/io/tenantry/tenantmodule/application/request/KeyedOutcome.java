package io.tenantry.tenantmodule.application.request;

import java.util.function.Function;
import java.util.function.Supplier;

/** What came of a request with a key. */
public sealed interface KeyedOutcome {

  /** Handles every case. */
  default <R> R fold(
      Function<Answer, R> answered,
      Function<Answer, R> repeated,
      Supplier<R> otherRequest,
      Supplier<R> stillRunning) {
    if (this instanceof Answered one) {
      return answered.apply(one.answer());
    }
    if (this instanceof Repeated one) {
      return repeated.apply(one.answer());
    }
    return this instanceof OtherRequest ? otherRequest.get() : stillRunning.get();
  }

  /** It was done now. */
  record Answered(Answer answer) implements KeyedOutcome {}

  /** It was done before, and this was the answer. */
  record Repeated(Answer answer) implements KeyedOutcome {}

  /** The key belongs to a request for something else. */
  record OtherRequest() implements KeyedOutcome {}

  /** The same, or another one with that key, has not ended. */
  record StillRunning() implements KeyedOutcome {}
}
