package io.tenantry.tenantmodule.application.job;

import io.tenantry.tenantmodule.domain.job.JobState;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A line of a job's timeline: the job's new state, or what became of a step.
 *
 * @param sequence from 1, without gaps, in the order of the commits
 * @param message for people
 */
public record JobNews(
    UUID jobId,
    long sequence,
    Instant at,
    Optional<JobState> state,
    Optional<Step> step,
    Optional<String> message)
    implements FeedItem {

  /** Whether nothing can follow. */
  public boolean isLast() {
    return state.filter(JobState::isFinal).isPresent();
  }

  /**
   * What became of a step.
   *
   * @param state such as {@code STARTED}
   * @param percent of the whole job
   */
  public record Step(String module, String version, String step, String state, int percent) {}
}
