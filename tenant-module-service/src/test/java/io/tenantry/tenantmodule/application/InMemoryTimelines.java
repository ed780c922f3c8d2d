package io.tenantry.tenantmodule.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.job.JobNews;
import io.tenantry.tenantmodule.application.job.TimelinePosition;
import io.tenantry.tenantmodule.application.port.JobTimelines;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Timelines in memory, of jobs of one tenant. */
final class InMemoryTimelines implements JobTimelines {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final InMemoryTransactions transactions;
  private final TenantId tenant;
  private final List<JobNews> lines = new ArrayList<>();
  private int looks;
  private boolean broken;

  InMemoryTimelines(InMemoryTransactions transactions, TenantId tenant) {
    this.transactions = transactions;
    this.tenant = tenant;
  }

  void moved(UUID job, JobState state) {
    add(job, Optional.of(state), Optional.empty());
  }

  void progressed(UUID job, int times) {
    for (int i = 0; i < times; i++) {
      add(job, Optional.empty(), Optional.of(new JobNews.Step("mail", "1.0.0", "setup", "GO", 50)));
    }
  }

  private void add(UUID job, Optional<JobState> state, Optional<JobNews.Step> step) {
    lines.add(new JobNews(job, length(job) + 1, NOON, state, step, Optional.empty()));
  }

  /** How often somebody has looked for lines. */
  int looks() {
    return looks;
  }

  void isBroken(boolean now) {
    broken = now;
  }

  @Override
  public Uni<Optional<TimelinePosition>> position(UUID job) {
    return Uni.createFrom()
        .item(
            () ->
                length(job) == 0 || !transactions.sees(tenant)
                    ? Optional.empty()
                    : Optional.of(new TimelinePosition(tenant, length(job), isOver(job))));
  }

  @Override
  public Uni<List<JobNews>> after(Map<UUID, Long> sequences, int most) {
    return Uni.createFrom()
        .item(
            () -> {
              transactions.reads(tenant);
              looks++;
              if (broken) {
                throw new IllegalStateException("the database is away");
              }
              return sequences.entrySet().stream()
                  .flatMap(one -> of(one.getKey(), one.getValue()).stream().limit(most))
                  .toList();
            });
  }

  private List<JobNews> of(UUID job, long after) {
    return lines.stream()
        .filter(line -> line.jobId().equals(job) && line.sequence() > after)
        .toList();
  }

  private long length(UUID job) {
    return of(job, 0).size();
  }

  private boolean isOver(UUID job) {
    return of(job, 0).stream().anyMatch(JobNews::isLast);
  }
}
