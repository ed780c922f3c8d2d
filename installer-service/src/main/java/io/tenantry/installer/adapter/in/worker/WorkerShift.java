package io.tenantry.installer.adapter.in.worker;

import io.tenantry.installer.application.port.Shift;
import jakarta.enterprise.context.ApplicationScoped;

/** Lasts until the process is told to stop. */
@ApplicationScoped
class WorkerShift implements Shift {

  private volatile boolean over;

  void end() {
    over = true;
  }

  @Override
  public boolean isOver() {
    return over;
  }
}
