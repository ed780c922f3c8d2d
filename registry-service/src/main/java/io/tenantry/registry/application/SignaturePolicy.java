package io.tenantry.registry.application;

/** What is done about a package that no trusted key has signed. */
public enum SignaturePolicy {
  /** Signatures are not looked at. */
  OFF,
  /** It is registered, and the answer warns. */
  WARN,
  /** It is refused. */
  REQUIRE
}
