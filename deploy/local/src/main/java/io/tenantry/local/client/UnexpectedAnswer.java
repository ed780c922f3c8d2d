package io.tenantry.local.client;

/** A service answered something else than it should. */
public final class UnexpectedAnswer extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnexpectedAnswer(ApiAnswer answer) {
    super("The service answered %d: %s".formatted(answer.status(), answer.body()));
  }
}
