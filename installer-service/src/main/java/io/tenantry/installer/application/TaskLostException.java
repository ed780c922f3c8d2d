package io.tenantry.installer.application;

import java.util.UUID;

/** Another worker has the task; whatever this one was about to write was not written. */
public final class TaskLostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public TaskLostException(UUID taskId) {
    super("task " + taskId + " was taken over");
  }
}
