package io.tenantry.installer.application.port;

/** Those who do the tasks. */
public interface Workforce {

  /** There is something to do. */
  void wake();
}
