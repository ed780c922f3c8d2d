package io.tenantry.tenantmodule.application.request;

/** What is known of a key when a request comes with it. */
public sealed interface Claim {

  /**
   * Nobody has used it; it is this request's until its unit of work ends.
   *
   * @param owner under whose name the answer is kept
   */
  record Free(String owner) implements Claim {}

  /** A request with it was answered. */
  record Answered(String fingerprint, Answer answer) implements Claim {}

  /** A request with it has not ended. */
  record Taken() implements Claim {}

  /** There is nothing in the scope that it could belong to. */
  record Nobodys() implements Claim {}
}
