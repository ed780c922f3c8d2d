package io.tenantry.registry.domain.resolution;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Of all plans the best one, in this order: as few installed modules as can be are removed, then
 * upgraded, without being asked for; what is asked for gets its preferred version, by name; as few
 * modules as can be are added; the fewest newer versions of them are passed over; and what is equal
 * after all that is decided by name. So there is one best plan, whoever searches for it.
 */
final class Preferences {

  private final Collection<Member> members;
  private final Variables variables;
  private final SatSolver solver;

  private Preferences(Scope scope, Variables variables, SatSolver solver) {
    this.members = scope.members();
    this.variables = variables;
    this.solver = solver;
  }

  /** Leaves the best plan as the solver's model; there has to be one. */
  static void apply(Scope scope, Variables variables, SatSolver solver) {
    Preferences preferences = new Preferences(scope, variables, solver);
    preferences.keepWhatIsInstalled();
    preferences.takeTheNewestOfWhatIsAskedFor();
    preferences.addAsLittleAsCanBe();
    preferences.takeTheNewestOfTheRest();
    preferences.decideByName();
  }

  private void keepWhatIsInstalled() {
    List<Member> staying =
        members.stream().filter(one -> one.isToStay() && !one.isSettled()).toList();
    Minimum.keep(
        solver,
        staying.stream()
            .filter(one -> !one.certain())
            .map(one -> List.of(-variables.presence(one.module())))
            .toList());
    Minimum.keep(
        solver,
        staying.stream()
            .map(one -> one.installed().orElseThrow())
            .filter(variables::has)
            .map(one -> List.of(-variables.version(one)))
            .toList());
  }

  private void takeTheNewestOfWhatIsAskedFor() {
    List<List<Integer>> choices =
        members.stream()
            .filter(Member::isAskedFor)
            .map(member -> versions(Requested.fitting(member)))
            .toList();
    new Choices(solver).takeInOrder(choices);
  }

  private void addAsLittleAsCanBe() {
    List<List<Integer>> added =
        rest()
            .filter(member -> member.installed().isEmpty() && !member.certain())
            .map(member -> List.of(variables.presence(member.module())))
            .toList();
    Minimum.keep(solver, added);
  }

  private void takeTheNewestOfTheRest() {
    Minimum.keep(solver, rest().map(this::passedOver).filter(one -> !one.isEmpty()).toList());
  }

  /**
   * Variables of which as many are true as versions are preferred to the one that is taken; those
   * left out that always are.
   */
  private List<Integer> passedOver(Member member) {
    List<Candidate> ranking = member.ranking();
    boolean taken = member.certain() && member.installed().filter(variables::has).isEmpty();
    int first = taken ? ranking.indexOf(member.candidates().get(0)) + 1 : 1;
    int last = ranking.indexOf(member.candidates().get(member.candidates().size() - 1));
    List<Integer> ladder = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      int variable = solver.newVariable();
      if (i > first) {
        solver.add(-variable, ladder.get(i - first - 1));
      }
      Candidate candidate = ranking.get(i);
      if (variables.has(candidate) && !member.isInstalledAs(candidate)) {
        solver.add(-variables.version(candidate), variable);
      }
      ladder.add(variable);
    }
    return ladder;
  }

  private void decideByName() {
    List<List<Integer>> choices = rest().map(this::choices).toList();
    new Choices(solver).takeInOrder(choices);
  }

  /** What may become of a module, the preferred first: as before, another version, or none. */
  private List<Integer> choices(Member member) {
    List<Integer> choices = new ArrayList<>();
    member.installed().filter(variables::has).ifPresent(one -> choices.add(variables.version(one)));
    member.candidates().stream()
        .filter(one -> !member.isInstalledAs(one))
        .forEach(one -> choices.add(variables.version(one)));
    choices.add(-variables.presence(member.module()));
    return choices;
  }

  private Stream<Member> rest() {
    return members.stream()
        .filter(one -> !one.isAskedFor() && !one.isSettled() && !one.candidates().isEmpty());
  }

  private List<Integer> versions(List<Candidate> candidates) {
    return candidates.stream().map(variables::version).toList();
  }
}
