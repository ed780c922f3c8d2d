package io.tenantry.local.faults;

import io.tenantry.local.platform.SchemaSnapshot;
import io.tenantry.testkit.infrastructure.PlatformDatabases;
import io.tenantry.testkit.infrastructure.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** Compares what tenants asked for with what the services' books and the databases say. */
final class Verification {

  private static final Set<String> ENDED = Set.of("SUCCEEDED", "FAILED");

  private final PostgresServer postgres;
  private final Books books;
  private final Reference reference;
  private final List<Installation> installations;

  Verification(
      PostgresServer postgres, Books books, Reference reference, List<Installation> installations) {
    this.postgres = postgres;
    this.books = books;
    this.reference = reference;
    this.installations = installations;
  }

  List<Finding> findings() {
    return List.of(
        ofEach("every request was accepted", one -> one.job().isPresent()),
        nothingIsLost(),
        nothingIsStuck(),
        ofEach("every outcome is the right one", Verification::endedRightly),
        nothingIsAppliedTwice(),
        everyTenantIsLikeTheReference(),
        theLandlordIsWhatItWas(),
        sameEverywhere("landlord uses are those of the active modules", books.landlordUses()),
        sameEverywhere("the registry's usage is that of the active modules", books.registryUsage()),
        everyoneHeardOnce(),
        none("no record became a dead letter", newDeadLetters()),
        none("the outboxes are empty", books.unsent()));
  }

  private Finding nothingIsLost() {
    Map<String, String> jobs = books.jobs();
    Map<String, String> tasks = books.tasks();
    return ofEach(
        "nothing is lost",
        one ->
            one.job().filter(job -> jobs.containsKey(job) && tasks.containsKey(job)).isPresent());
  }

  private Finding nothingIsStuck() {
    Map<String, String> jobs = books.jobs();
    Map<String, String> tasks = books.tasks();
    Map<String, String> reservations = books.reservations();
    return ofEach(
        "nothing is stuck",
        one ->
            one.job()
                .filter(job -> ENDED.contains(jobs.getOrDefault(job, "UNKNOWN")))
                .filter(job -> Set.of("COMPLETED", "UNDONE").contains(tasks.get(job)))
                .filter(job -> Set.of("SETTLED", "RELEASED").contains(reservations.get(job)))
                .isPresent());
  }

  /** The history's rows and those of setup are compared with the reference as well. */
  private Finding nothingIsAppliedTwice() {
    Map<String, String> jobs = books.jobsPerTenant();
    Map<String, String> databases = books.databases();
    return ofEach(
        "nothing is applied twice",
        one ->
            "1".equals(jobs.get(one.tenant()))
                && (one.broken() || appliedOnce(databases.get(one.tenant()))));
  }

  private boolean appliedOnce(String database) {
    return Rows.of(
            postgres, database, "select version from digital_card.flyway_schema_history order by 1")
        .equals(reference.versions());
  }

  private Finding everyTenantIsLikeTheReference() {
    Map<String, String> databases = books.databases();
    List<String> broken = new ArrayList<>();
    for (Installation one : installations) {
      TenantContents expected = one.broken() ? reference.empty() : reference.installed();
      TenantContents.of(postgres, databases.get(one.tenant())).differences(expected).stream()
          .map(difference -> one.tenant() + " " + difference)
          .forEach(broken::add);
    }
    return new Finding(
        "every database is that of a run without faults", installations.size(), broken);
  }

  private Finding theLandlordIsWhatItWas() {
    SchemaSnapshot now = SchemaSnapshot.of(postgres, PlatformDatabases.LANDLORD);
    List<String> broken = new ArrayList<>(now.without(reference.landlord()));
    broken.addAll(reference.landlord().without(now));
    return new Finding("the landlord database is what it was", now.lines().size(), broken);
  }

  private Finding everyoneHeardOnce() {
    Map<String, Set<String>> heard = books.activations();
    return ofEach(
        "other contexts hear of every active module once",
        one -> heard.getOrDefault(one.tenant(), Set.of()).size() == (one.broken() ? 0 : 1));
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

  private Finding ofEach(String promise, Predicate<Installation> kept) {
    Function<Installation, String> line =
        one -> "%s: job %s is %s".formatted(one.tenant(), one.job().orElse("none"), one.state());
    return new Finding(
        promise,
        installations.size(),
        installations.stream().filter(kept.negate()).map(line).toList());
  }

  private static Finding none(String promise, List<String> found) {
    return new Finding(promise, found.size(), found);
  }

  private static boolean endedRightly(Installation one) {
    return one.broken()
        ? one.state().equals("FAILED")
            && one.document().orElseThrow().at("/problem/sqlState").asText().equals("23514")
        : one.state().equals("SUCCEEDED");
  }
}
