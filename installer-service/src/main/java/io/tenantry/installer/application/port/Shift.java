package io.tenantry.installer.application.port;

/** For how long workers go on. */
@FunctionalInterface
public interface Shift {

  /** Whether a worker hands its task back before the next step, for another process to go on. */
  boolean isOver();
}
