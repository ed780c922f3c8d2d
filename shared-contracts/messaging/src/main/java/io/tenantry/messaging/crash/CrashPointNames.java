package io.tenantry.messaging.crash;

import java.util.List;
import java.util.stream.Stream;

/** Names of crash points; every part of a service that has some produces a bean with its own. */
public record CrashPointNames(List<String> names) {

  public CrashPointNames {
    names = List.copyOf(names);
  }

  public static CrashPointNames of(CrashPoint... points) {
    return new CrashPointNames(Stream.of(points).map(CrashPoint::label).toList());
  }

  /** A name before and one after each of these commits. */
  public static CrashPointNames around(Enum<?>... commits) {
    return new CrashPointNames(
        Stream.of(commits)
            .flatMap(commit -> Stream.of(CrashPoint.before(commit), CrashPoint.after(commit)))
            .toList());
  }
}
