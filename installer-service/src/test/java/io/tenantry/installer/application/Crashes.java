package io.tenantry.installer.application;

/** Lets a worker die, or others act, at one of the instants at which something becomes durable. */
final class Crashes {

  private int instantsLeft = Integer.MAX_VALUE;
  private int instantsToEvent = Integer.MAX_VALUE;
  private Runnable event = () -> {};
  private Runnable everyTime = () -> {};

  /** The worker dies at that instant, from 1. */
  void at(int instant) {
    instantsLeft = instant;
  }

  /** That happens at that instant, from 1, while the worker goes on. */
  void meanwhile(int instant, Runnable happening) {
    instantsToEvent = instant;
    event = happening;
  }

  /** That happens at every instant; it may throw a {@link Crash}. */
  void atEveryInstant(Runnable happening) {
    everyTime = happening;
  }

  void never() {
    instantsLeft = Integer.MAX_VALUE;
  }

  /** How many instants there were since the worker was told to die at that one. */
  int instantsSince(int instant) {
    return instant - instantsLeft;
  }

  void maybe() {
    everyTime.run();
    instantsToEvent--;
    if (instantsToEvent == 0) {
      event.run();
    }
    instantsLeft--;
    if (instantsLeft == 0) {
      throw new Crash();
    }
  }

  /** The worker is no more. */
  static final class Crash extends Error {

    private static final long serialVersionUID = 1L;
  }
}
