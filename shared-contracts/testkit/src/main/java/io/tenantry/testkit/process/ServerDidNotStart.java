package io.tenantry.testkit.process;

import java.nio.file.Path;

/** A server did not come up; the message is one sentence that ends with the path of its log. */
public final class ServerDidNotStart extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ServerDidNotStart(String name, String reason, Path log) {
    super("%s %s; its log is %s".formatted(name, reason, log));
  }
}
