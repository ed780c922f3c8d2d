package io.tenantry.messaging.crash;

import java.util.Locale;

/** A place in the code at which a test can kill the process; made for enums. */
public interface CrashPoint {

  String name();

  /** What the setting and the log call it, such as {@code run-pinned}. */
  default String label() {
    return label(name());
  }

  /** The two instants around a commit, such as {@code job-taken:before} and {@code :after}. */
  static String before(Enum<?> commit) {
    return label(commit.name()) + ":before";
  }

  static String after(Enum<?> commit) {
    return label(commit.name()) + ":after";
  }

  private static String label(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
