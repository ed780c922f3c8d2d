package io.tenantry.messaging.crash;

import java.util.Locale;

/** A place in the code at which a test can kill the process; made for enums. */
public interface CrashPoint {

  String name();

  /** What the setting and the log call it, such as {@code scripts-run}. */
  default String label() {
    return label(name());
  }

  /** What the instant after a commit is called, such as {@code job-taken}. */
  static String after(Enum<?> commit) {
    return label(commit.name());
  }

  private static String label(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
