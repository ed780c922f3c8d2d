package io.tenantry.local.up;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * What the person sees: on a terminal, a line that is drawn again and again; otherwise plain lines,
 * each once.
 */
public final class Screen {

  private static final int BAR_WIDTH = 30;
  private static final String ERASE_LINE = "\r\u001B[2K";

  private final PrintStream out;
  private final boolean terminal;
  private final long start = System.nanoTime();
  private boolean lineIsOpen;
  private String lastPlain = "";

  public Screen(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** The script that starts this process says whether it writes to a terminal. */
  public static Screen ofThisProcess() {
    return new Screen(System.out, Boolean.getBoolean("tenantry.terminal"));
  }

  /** Something begins. */
  public void step(String text) {
    line("[%5.1f s] %s".formatted(sinceStart().toMillis() / 1_000.0, text));
  }

  /** A line that stays. */
  public void line(String text) {
    endLine();
    out.println(text);
  }

  /** Shows how far a job is. */
  void progress(String module, String step, int percent, Duration elapsed) {
    int filled = BAR_WIDTH * percent / 100;
    String bar = "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled);
    String what = "%s  %-20s [%s] %3d %%".formatted(module, step, bar, percent);
    if (terminal) {
      out.printf(Locale.ROOT, "%s  %s  %.1f s", ERASE_LINE, what, elapsed.toMillis() / 1_000.0);
      out.flush();
      lineIsOpen = true;
    } else if (!what.equals(lastPlain)) {
      out.printf(Locale.ROOT, "  %s  %.1f s%n", what, elapsed.toMillis() / 1_000.0);
      lastPlain = what;
    }
  }

  private void endLine() {
    if (lineIsOpen) {
      out.println();
      lineIsOpen = false;
    }
  }

  private Duration sinceStart() {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
