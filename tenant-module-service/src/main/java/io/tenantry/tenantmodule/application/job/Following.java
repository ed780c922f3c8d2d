package io.tenantry.tenantmodule.application.job;

import io.smallrye.mutiny.Multi;
import java.util.function.Function;
import java.util.function.Supplier;

/** What comes of the wish to follow a job. */
public sealed interface Following {

  /** Handles every case. */
  default <R> R fold(
      Function<Multi<FeedItem>, R> live, Supplier<R> nothingFollows, Supplier<R> tooMany) {
    if (this instanceof Live one) {
      return live.apply(one.items());
    }
    return this instanceof NothingFollows ? nothingFollows.get() : tooMany.get();
  }

  /** It is followed; the items end with the job's last one. */
  record Live(Multi<FeedItem> items) implements Following {}

  /** The job is over, and the follower knows all of it. */
  record NothingFollows() implements Following {}

  /** This replica has as many followers as it serves. */
  record TooMany() implements Following {}
}
