package io.tenantry.installer.domain.participant;

/** How an answer fits what is waited for. */
public enum Fit {
  /** It is what is waited for. */
  TAKEN,
  /** The same was answered before. */
  DUPLICATE,
  /** It is about what is not waited for any more. */
  LATE,
  /** Nobody has asked for it. */
  FOREIGN
}
