package io.tenantry.local.faults;

import io.tenantry.local.platform.SchemaSnapshot;
import io.tenantry.testkit.infrastructure.PlatformDatabases;
import io.tenantry.testkit.infrastructure.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Compares what tenants asked for with what the services' books and the databases say. */
final class Verification {

  private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED");

  private final PostgresServer postgres;
  private final Books books;
  private final Reference reference;
  private final List<TenantOutcome> outcomes;

  Verification(
      PostgresServer postgres, Books books, Reference reference, List<TenantOutcome> outcomes) {
    this.postgres = postgres;
    this.books = books;
    this.reference = reference;
    this.outcomes = outcomes;
  }

  List<Finding> findings() {
    return List.of(
        ofEach("every request was accepted", TenantOutcome::isAccepted),
        nothingIsLost(),
        nothingIsStuck(),
        ofEach("every outcome is the right one", Verification::endedRightly),
        nothingIsAppliedTwice(),
        everyTenantIsLikeTheReference(),
        theLandlordIsWhatItWas(),
        sameEverywhere("landlord uses are those of the active modules", books.landlordUses()),
        sameEverywhere("the registry's usage is that of the active modules", books.registryUsage()),
        everyoneHeardOnce(),
        theLastFactsAreTheTruth(),
        none("no data is kept that was restored or purged", books.keptData()),
        none("no record became a dead letter", newDeadLetters()),
        none("the outboxes are empty", books.unsent()));
  }

  private Finding nothingIsLost() {
    Map<String, String> jobs = books.jobs();
    Map<String, String> tasks = books.tasks();
    return ofEach(
        "nothing is lost",
        one -> one.ids().allMatch(job -> jobs.containsKey(job) && tasks.containsKey(job)));
  }

  private Finding nothingIsStuck() {
    Map<String, String> jobs = books.jobs();
    Map<String, String> tasks = books.tasks();
    Map<String, String> reservations = books.reservations();
    return ofEach(
        "nothing is stuck",
        one ->
            one.ids()
                .allMatch(
                    job ->
                        ENDED.contains(jobs.getOrDefault(job, "UNKNOWN"))
                            && Set.of("COMPLETED", "UNDONE").contains(tasks.get(job))
                            && Set.of("SETTLED", "RELEASED").contains(reservations.get(job))));
  }

  /** The history's rows and those of setup are compared with the reference as well. */
  private Finding nothingIsAppliedTwice() {
    Map<String, String> jobs = books.jobsPerTenant();
    Map<String, String> databases = books.databases();
    return ofEach(
        "nothing is applied twice",
        one ->
            String.valueOf(one.course().outcomes().size()).equals(jobs.get(one.tenant()))
                && reference.isAppliedOnce(postgres, databases.get(one.tenant()), one.course()));
  }

  private Finding everyTenantIsLikeTheReference() {
    Map<String, String> databases = books.databases();
    List<String> broken = new ArrayList<>();
    for (TenantOutcome one : outcomes) {
      TenantContents expected = reference.contents(one.course());
      TenantContents.of(postgres, databases.get(one.tenant())).differences(expected).stream()
          .map(difference -> one.tenant() + " " + difference)
          .forEach(broken::add);
    }
    return new Finding("every database is that of a run without faults", outcomes.size(), broken);
  }

  private Finding theLandlordIsWhatItWas() {
    SchemaSnapshot now = SchemaSnapshot.of(postgres, PlatformDatabases.LANDLORD);
    List<String> broken = new ArrayList<>(now.without(reference.landlord()));
    broken.addAll(reference.landlord().without(now));
    return new Finding("the landlord database is what it was", now.lines().size(), broken);
  }

  private Finding everyoneHeardOnce() {
    Map<String, Set<String>> heard = books.facts();
    return ofEach(
        "other contexts hear of every change once",
        one -> heard.getOrDefault(one.tenant(), Set.of()).size() == one.course().facts());
  }

  /** Of a module that a tenant does not have, compaction forgets everything. */
  private Finding theLastFactsAreTheTruth() {
    Set<String> told = books.modulesByTheirLastFacts();
    return ofEach(
        "the last fact about each module is the truth",
        one -> told.contains(one.tenant()) == one.course().hasModule());
  }

  private List<String> newDeadLetters() {
    List<String> letters = new ArrayList<>(books.deadLetters());
    reference.deadLetters().forEach(letters::remove);
    return letters;
  }

  private Finding sameEverywhere(String promise, Set<String> counted) {
    Set<String> active = books.activeModules();
    Set<String> different = new TreeSet<>(active);
    different.removeAll(counted);
    counted.stream().filter(one -> !active.contains(one)).forEach(different::add);
    return new Finding(promise, active.size(), List.copyOf(different));
  }

  private Finding ofEach(String promise, Predicate<TenantOutcome> kept) {
    return new Finding(
        promise,
        outcomes.size(),
        outcomes.stream().filter(kept.negate()).map(TenantOutcome::toString).toList());
  }

  private static Finding none(String promise, List<String> found) {
    return new Finding(promise, found.size(), found);
  }

  private static boolean endedRightly(TenantOutcome one) {
    String sqlState =
        switch (one.course()) {
          case BROKEN -> FaultModules.CHECK_VIOLATION;
          case UPGRADE_FAILED -> FaultModules.DIVISION_BY_ZERO;
          case INSTALLED, UPGRADED, PURGED, RESTORED -> "";
        };
    return one.states().equals(one.course().outcomes()) && one.lastSqlState().equals(sqlState);
  }
}
