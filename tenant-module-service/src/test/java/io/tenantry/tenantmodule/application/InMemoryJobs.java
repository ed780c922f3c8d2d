package io.tenantry.tenantmodule.application;

import io.smallrye.mutiny.Uni;
import io.tenantry.tenantmodule.application.job.DueJob;
import io.tenantry.tenantmodule.application.job.JobProgress;
import io.tenantry.tenantmodule.application.job.JobView;
import io.tenantry.tenantmodule.application.port.JobViews;
import io.tenantry.tenantmodule.application.port.Jobs;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import io.tenantry.testkit.simulation.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Jobs in memory, in the order of the requests, with the states that each has gone through. */
final class InMemoryJobs implements Jobs, JobViews {

  final Map<UUID, Job> jobs = new LinkedHashMap<>();
  final List<JobProgress> progress = new ArrayList<>();
  private final Map<UUID, List<JobState>> timelines = new HashMap<>();
  private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
  private final Set<UUID> broken = new HashSet<>();
  private final InMemoryTransactions transactions;

  InMemoryJobs(InMemoryTransactions transactions) {
    this.transactions = transactions;
    transactions.include(() -> Snapshot.of(jobs));
  }

  /** Does it when the next look for jobs that are due has ended. */
  void afterTheNextLook(Runnable work) {
    meanwhile.set(work);
  }

  /** From now on that job cannot be stored. */
  void cannotStore(Job job) {
    broken.add(job.id());
  }

  List<JobState> timelineOf(UUID job) {
    return timelines.get(job);
  }

  @Override
  public Uni<Void> add(Job job, List<JobState> path, Instant now) {
    return store(job, path);
  }

  @Override
  public Uni<Optional<Job>> lock(UUID id) {
    return Uni.createFrom()
        .item(() -> Optional.ofNullable(jobs.get(id)).filter(this::isVisible))
        .invoke(found -> found.ifPresent(job -> transactions.changes(job.tenantId())));
  }

  @Override
  public Uni<List<Job>> unfinished(TenantId tenant) {
    return Uni.createFrom()
        .item(
            () -> {
              transactions.reads(tenant);
              return jobs.values().stream()
                  .filter(job -> job.tenantId().equals(tenant) && !job.state().isFinal())
                  .toList();
            });
  }

  @Override
  public Uni<Void> update(Job job, List<JobState> path, Instant now) {
    return store(job, path);
  }

  @Override
  public Uni<List<DueJob>> due(Instant now, int limit) {
    return Uni.createFrom()
        .item(
            () -> {
              transactions.platform();
              return jobs.values().stream()
                  .filter(job -> job.isDue(now))
                  .map(job -> new DueJob(job.id(), job.tenantId()))
                  .limit(limit)
                  .toList();
            })
        .onTermination()
        .invoke(() -> transactions.afterThisOne(meanwhile.getAndSet(() -> {})));
  }

  @Override
  public Uni<List<TenantId>> tenantsWithATurn(int limit) {
    return Uni.createFrom()
        .item(
            () -> {
              transactions.platform();
              return jobs.values().stream()
                  .filter(job -> job.state() == JobState.PENDING && nothingHolds(job.tenantId()))
                  .map(Job::tenantId)
                  .distinct()
                  .limit(limit)
                  .toList();
            });
  }

  private boolean nothingHolds(TenantId tenant) {
    return jobs.values().stream()
        .noneMatch(job -> job.tenantId().equals(tenant) && job.state().holdsTheTenant());
  }

  @Override
  public Uni<Void> progress(JobProgress news) {
    return Uni.createFrom()
        .voidItem()
        .invoke(
            () -> {
              transactions.reads(news.tenantId());
              progress.add(news);
            });
  }

  @Override
  public Uni<Page<JobView>> jobs(Scope scope, Filter filter, Optional<Long> below, int limit) {
    return Uni.createFrom()
        .item(
            () ->
                new Page<>(
                    jobs.values().stream()
                        .filter(this::isVisible)
                        .filter(job -> isOf(filter.within(scope), job))
                        .map(InMemoryJobs::view)
                        .toList(),
                    Optional.empty()));
  }

  @Override
  public Uni<Optional<JobView>> job(UUID id) {
    return Uni.createFrom()
        .item(
            () ->
                Optional.ofNullable(jobs.get(id)).filter(this::isVisible).map(InMemoryJobs::view));
  }

  private Uni<Void> store(Job job, List<JobState> path) {
    return Uni.createFrom()
        .voidItem()
        .invoke(
            () -> {
              transactions.changes(job.tenantId());
              if (broken.contains(job.id())) {
                throw new IllegalStateException(job.id() + " cannot be stored");
              }
              jobs.put(job.id(), job);
              timelines.computeIfAbsent(job.id(), id -> new ArrayList<>()).addAll(path);
            });
  }

  private static boolean isOf(Scope scope, Job job) {
    return scope.platform() || scope.tenants().contains(job.tenantId().value());
  }

  private boolean isVisible(Job job) {
    return transactions.sees(job.tenantId());
  }

  private static JobView view(Job job) {
    return new JobView(job, 0, Optional.empty(), Optional.empty(), List.of());
  }
}
