package io.tenantry.tenantmodule.domain.job;

import java.util.List;

/** What an event means for a job in a state. */
public sealed interface Decision {

  Decision DUPLICATE = new Ignored(Reason.DUPLICATE);
  Decision LATE = new Ignored(Reason.LATE);
  Decision ILLEGAL = new Ignored(Reason.ILLEGAL);

  /** The job goes through these states, one after the other. */
  record Transition(List<JobState> path) implements Decision {

    public Transition {
      path = List.copyOf(path);
    }

    public JobState to() {
      return path.get(path.size() - 1);
    }
  }

  /** The job stays as it is. */
  record Ignored(Reason reason) implements Decision {}

  /** Why an event changes nothing. */
  enum Reason {
    /** It has had its effect. */
    DUPLICATE,
    /** Something else was faster. */
    LATE,
    /** It should not have happened; somebody has to look. */
    ILLEGAL
  }
}
