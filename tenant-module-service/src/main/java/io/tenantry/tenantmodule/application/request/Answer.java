package io.tenantry.tenantmodule.application.request;

import java.util.Optional;
import java.util.Set;

/**
 * What a client is told.
 *
 * @param status of HTTP
 * @param location path of what was made or changed
 */
public record Answer(int status, String contentType, Optional<String> location, String body) {

  private static final int OK = 200;
  private static final int MULTIPLE_CHOICES = 300;
  private static final int BAD_REQUEST = 400;
  private static final int FAULT = 500;

  /** Bad request, unauthorized, forbidden: nothing was decided, and the client can mend it. */
  private static final Set<Integer> UNDECIDED = Set.of(BAD_REQUEST, 401, 403);

  /** Whether it is what became of the request, so that a repetition becomes the same. */
  public boolean isDecided() {
    boolean done = status >= OK && status < MULTIPLE_CHOICES;
    boolean refused = status >= BAD_REQUEST && status < FAULT && !UNDECIDED.contains(status);
    return done || refused;
  }
}
