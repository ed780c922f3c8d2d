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

  /** The instants after these commits. */
  public static CrashPointNames after(Enum<?>... commits) {
    return new CrashPointNames(Stream.of(commits).map(CrashPoint::after).toList());
  }
}
