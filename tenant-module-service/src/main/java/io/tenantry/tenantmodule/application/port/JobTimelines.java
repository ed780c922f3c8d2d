package io.tenantry.tenantmodule.application.port;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.job.JobNews;
import io.tenantry.tenantmodule.application.job.TimelinePosition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What happened to jobs, line by line; only of those in the scope of the unit of work. */
public interface JobTimelines {

  Uni<Optional<TimelinePosition>> position(UUID job);

  /** The lines of these jobs after those sequences, in order by job, at most so many of each. */
  Uni<List<JobNews>> after(Map<UUID, Long> sequences, int most);
}
