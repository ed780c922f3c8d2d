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
  private final Encoding encoding;
  private final SatSolver solver;

  private Preferences(Scope scope, Encoding encoding, SatSolver solver) {
    this.members = scope.members();
    this.encoding = encoding;
    this.solver = solver;
  }

  /** Leaves the best plan as the solver's model; there has to be one. */
  static void apply(Scope scope, Encoding encoding, SatSolver solver) {
    Preferences preferences = new Preferences(scope, encoding, solver);
    preferences.keepWhatIsInstalled();
    preferences.takeTheNewestOfWhatIsAskedFor();
    preferences.addAsLittleAsCanBe();
    preferences.takeTheNewestOfTheRest();
    preferences.decideByName();
  }

  private void keepWhatIsInstalled() {
    List<Member> staying = members.stream().filter(Member::isToStay).toList();
    Minimum.keep(
        solver, staying.stream().map(one -> List.of(-encoding.presence(one.module()))).toList());
    Minimum.keep(
        solver,
        staying.stream()
            .filter(one -> one.candidates().size() > 1)
            .map(one -> List.of(-encoding.version(one.installed().orElseThrow())))
            .toList());
  }

  private void takeTheNewestOfWhatIsAskedFor() {
    List<List<Integer>> choices =
        members.stream()
            .filter(Member::isAskedFor)
            .map(member -> variables(Requested.fitting(member)))
            .toList();
    new Choices(solver).takeInOrder(choices);
  }

  private void addAsLittleAsCanBe() {
    List<List<Integer>> added =
        rest()
            .filter(member -> member.installed().isEmpty())
            .map(member -> List.of(encoding.presence(member.module())))
            .toList();
    Minimum.keep(solver, added);
  }

  private void takeTheNewestOfTheRest() {
    Minimum.keep(solver, rest().map(this::passedOver).filter(one -> !one.isEmpty()).toList());
  }

  /** Variables of which as many are true as versions are preferred to the one that is taken. */
  private List<Integer> passedOver(Member member) {
    List<Integer> ladder = new ArrayList<>();
    List<Candidate> candidates = member.candidates();
    for (int i = 1; i < candidates.size(); i++) {
      int variable = solver.newVariable();
      if (i > 1) {
        solver.add(-variable, ladder.get(i - 2));
      }
      if (!member.isInstalledAs(candidates.get(i))) {
        solver.add(-encoding.version(candidates.get(i)), variable);
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
    member.installed().ifPresent(one -> choices.add(encoding.version(one)));
    member.candidates().stream()
        .filter(one -> !member.isInstalledAs(one))
        .forEach(one -> choices.add(encoding.version(one)));
    choices.add(-encoding.presence(member.module()));
    return choices;
  }

  private Stream<Member> rest() {
    return members.stream().filter(member -> !member.isAskedFor() && !member.isRemoved());
  }

  private List<Integer> variables(List<Candidate> candidates) {
    return candidates.stream().map(encoding::version).toList();
  }
}
