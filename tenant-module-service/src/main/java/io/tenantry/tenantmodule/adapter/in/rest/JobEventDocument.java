package io.tenantry.tenantmodule.adapter.in.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tenantry.tenantmodule.application.job.JobNews;
import io.tenantry.tenantmodule.application.job.JobNews.Step;
import io.tenantry.tenantmodule.domain.job.JobState;
import java.time.Instant;
import java.util.Optional;

/**
 * What happened to a job: either it has a new state, or something became of a step.
 *
 * @param percent of the whole job
 * @param message for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobEventDocument(
    String state,
    String module,
    String version,
    String step,
    String stepState,
    Integer percent,
    String message,
    Instant at) {

  static JobEventDocument of(JobNews news) {
    Optional<Step> step = news.step();
    return new JobEventDocument(
        news.state().map(JobState::name).orElse(null),
        step.map(Step::module).orElse(null),
        step.map(Step::version).orElse(null),
        step.map(Step::step).orElse(null),
        step.map(Step::state).orElse(null),
        step.map(Step::percent).orElse(null),
        news.message().orElse(null),
        news.at());
  }
}
