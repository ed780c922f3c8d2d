package io.tenantry.local.simulation;

import io.tenantry.tenantmodule.application.SimulatedTenantModule.JobNow;
import io.tenantry.tenantmodule.application.SimulatedTenantModule.KeptDataNow;
import io.tenantry.testkit.simulation.Dice;
import io.tenantry.testkit.simulation.Move;
import io.tenantry.testkit.simulation.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What users and operators of a simulated platform do, and the time that passes. */
final class People {

  private static final int MOST_REQUESTS = 8;
  private static final int MOST_REMOVALS = 3;
  private static final int ASK = 12;
  private static final int CHANGE_MIND = 2;
  private static final int DECIDE = 6;
  private static final int WAIT = 2;
  private static final int MOST_TRIES = 2;
  private static final int HALF = 500;

  private final SimulatedPlatform platform;
  private final Set<String> registered = new HashSet<>();
  private int requests;
  private int removals;
  private int tries;

  People(SimulatedPlatform platform) {
    this.platform = platform;
  }

  List<Move> moves() {
    List<Move> moves = new ArrayList<>();
    List<JobNow> jobs = platform.tenantModule.jobs();
    List<JobNow> unfinished = jobs.stream().filter(job -> !job.isFinal()).toList();
    if (registered.size() < platform.tenants.size()) {
      moves.add(new Move("register", ASK, this::register));
    }
    if (!registered.isEmpty() && requests < MOST_REQUESTS) {
      moves.add(new Move("ask", ASK, this::ask));
      List<String> active = List.copyOf(platform.tenantModule.activeModules().keySet());
      if (!active.isEmpty()) {
        moves.add(new Move("upgrade", ASK, () -> upgrade(dice().oneOf(active))));
      }
      some(jobs, job -> job.state().equals("FAILED"))
          .ifPresent(job -> moves.add(new Move("retry", CHANGE_MIND, () -> retry(job))));
    }
    if (removals < MOST_REMOVALS) {
      addRemovals(moves);
    }
    some(unfinished, job -> true)
        .ifPresent(job -> moves.add(new Move("cancel", CHANGE_MIND, () -> cancel(job))));
    some(unfinished, People::waitsForAnOperator)
        .ifPresent(job -> moves.add(new Move("decide", DECIDE, () -> decide(job))));
    if (!unfinished.isEmpty()) {
      moves.add(new Move("wait", WAIT, this::letTimePass));
    }
    return moves;
  }

  /** Modules go, come back, and go for good. */
  private void addRemovals(List<Move> moves) {
    List<String> active = List.copyOf(platform.tenantModule.activeModules().keySet());
    if (!active.isEmpty()) {
      moves.add(new Move("uninstall", ASK, () -> uninstall(dice().oneOf(active))));
    }
    List<KeptDataNow> kept =
        platform.tenantModule.keptData().stream()
            .filter(data -> data.status().equals("KEPT"))
            .toList();
    if (!kept.isEmpty()) {
      moves.add(new Move("restore", ASK, () -> restore(dice().oneOf(kept))));
      moves.add(new Move("purge", CHANGE_MIND, () -> purge(dice().oneOf(kept))));
    }
  }

  /** An operator decides about a job; false when there is nothing to decide. */
  boolean decideSomething() {
    Optional<JobNow> job = some(platform.tenantModule.jobs(), People::waitsForAnOperator);
    job.ifPresent(this::decide);
    return job.isPresent();
  }

  private void register() {
    String tenant = platform.tenants.get(registered.size());
    try {
      platform.tenantModule.registers(tenant);
      registered.add(tenant);
    } catch (World.Outage e) {
      platform.world.note("it was not taken");
    }
  }

  private void ask() {
    String tenant = dice().oneOf(List.copyOf(platform.tenants.subList(0, registered.size())));
    String range = dice().oneOf(List.of(SimulatedPlatform.FIRST, "^1"));
    trying(() -> platform.tenantModule.isAskedFor(tenant, dice().oneOf(platform.modules), range));
    requests++;
  }

  private void upgrade(String tenantAndModule) {
    platform.world.saw("upgrade");
    String[] parts = tenantAndModule.split("/");
    trying(() -> platform.tenantModule.isAskedToUpgrade(parts[0], parts[1], "^1"));
    requests++;
  }

  private void uninstall(String tenantAndModule) {
    platform.world.saw("uninstall");
    String[] parts = tenantAndModule.split("/");
    boolean purge = dice().hits(HALF);
    boolean removeUnused = dice().hits(HALF);
    trying(() -> platform.tenantModule.isAskedToUninstall(parts[0], parts[1], purge, removeUnused));
    removals++;
  }

  private void restore(KeptDataNow data) {
    platform.world.saw("restore");
    trying(() -> platform.tenantModule.isAskedToRestore(data.id()));
    removals++;
  }

  private void purge(KeptDataNow data) {
    platform.world.saw("purge");
    trying(() -> platform.tenantModule.isAskedToPurge(data.id()));
    removals++;
  }

  private void retry(JobNow job) {
    platform.world.saw("retry");
    trying(() -> platform.tenantModule.isAskedToRetry(job.id()));
    requests++;
  }

  private void cancel(JobNow job) {
    platform.world.saw("cancelled when " + job.state());
    trying(() -> platform.tenantModule.isAskedToCancel(job.id()));
  }

  /** First the undo is tried again; what does not help for long is done by hand. */
  private void decide(JobNow job) {
    boolean again = tries < MOST_TRIES && dice().hits(HALF);
    platform.world.saw(again ? "undone again" : "cleaned up by hand");
    trying(
        () -> {
          if (again) {
            tries++;
            platform.tenantModule.isToldToUndoAgain(job.id());
          } else {
            platform.installer.isCleanedUpByHand(job.id());
            platform.service.isCleanedUpByHand(job.id());
            platform.tenantModule.isToldOfCleanUp(job.id());
          }
        });
  }

  private void letTimePass() {
    platform.tenantModule.timePasses(
        dice().oneOf(List.of(Duration.ofMinutes(20), Duration.ofHours(3), Duration.ofHours(25))));
  }

  private void trying(Runnable request) {
    try {
      request.run();
    } catch (World.Outage e) {
      platform.world.note("it was not taken");
    }
  }

  private Optional<JobNow> some(List<JobNow> jobs, Predicate<JobNow> kind) {
    List<JobNow> found = jobs.stream().filter(kind).toList();
    return found.isEmpty() ? Optional.empty() : Optional.of(dice().oneOf(found));
  }

  private static boolean waitsForAnOperator(JobNow job) {
    return job.state().equals("MANUAL_INTERVENTION");
  }

  private Dice dice() {
    return platform.world.dice();
  }
}
