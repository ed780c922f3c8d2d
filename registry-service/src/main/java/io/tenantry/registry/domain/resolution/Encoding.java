package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a plan has to respect, as clauses. A variable says that a version is there, another one that
 * any version of a module is, and a third that a demand is made by a version that is there.
 */
final class Encoding {

  private final Scope scope;
  private final SatSolver solver;
  private final Guards guards;
  private final int[] versions;
  private final Map<ModuleName, Integer> presences = new HashMap<>();
  private final Map<Demand, Integer> demands = new HashMap<>();
  private final Map<Candidate, List<Demand>> replacing = new HashMap<>();
  private final Map<Candidate, List<Demand>> needing = new HashMap<>();
  private int guard = Guards.NONE;

  private Encoding(Scope scope, SatSolver solver, Guards guards) {
    this.scope = scope;
    this.solver = solver;
    this.guards = guards;
    this.versions = new int[scope.catalogue().size()];
  }

  static Encoding of(Scope scope, SatSolver solver, Guards guards) {
    Encoding encoding = new Encoding(scope, solver, guards);
    scope.members().forEach(encoding::name);
    scope.demands().forEach(encoding::name);
    scope.members().forEach(encoding::addMember);
    scope.demands().forEach(encoding::addDemand);
    return encoding;
  }

  /** Adds what was found missing in a model. */
  void add(Flaw flaw) {
    if (begin(flaw::constraint)) {
      flaw.fold(this::addCycle, this::addUnneeded);
    }
  }

  /** The variable of a version, 0 when it is out of scope. */
  int version(Candidate candidate) {
    return versions[candidate.index()];
  }

  int presence(ModuleName module) {
    return presences.get(module);
  }

  /** The versions of the model that was found last. */
  Map<ModuleName, Candidate> selection() {
    Map<ModuleName, Candidate> selection = new TreeMap<>();
    for (Member member : scope.members()) {
      member.candidates().stream()
          .filter(one -> solver.isTrue(version(one)))
          .forEach(one -> selection.put(member.module(), one));
    }
    return selection;
  }

  private void name(Member member) {
    int presence = solver.newVariable();
    presences.put(member.module(), presence);
    for (Candidate candidate : member.candidates()) {
      versions[candidate.index()] = solver.newVariable();
      add(-version(candidate), presence);
    }
    int[] all = variables(member.candidates());
    add(with(all, -presence));
    solver.addAtMostOne(all);
  }

  private void name(Demand demand) {
    int variable = solver.newVariable();
    demands.put(demand, variable);
    for (Candidate candidate : demand.by()) {
      if (version(candidate) != 0) {
        add(-version(candidate), variable);
      }
    }
    add(with(variables(demand.by()), -variable));
    if (demand.kind() == DemandKind.REPLACES) {
      index(demand, demand.unwanted(), replacing);
    }
    index(demand, demand.wanted(), needing);
  }

  private static void index(
      Demand demand, List<Candidate> candidates, Map<Candidate, List<Demand>> index) {
    for (Candidate candidate : candidates) {
      index.computeIfAbsent(candidate, absent -> new ArrayList<>()).add(demand);
    }
  }

  private void addMember(Member member) {
    member.change().ifPresent(change -> addChange(member, change));
    if (member.isToStay()) {
      addStaying(member);
    }
    if (member.installed().isPresent() && !member.isRemoved()) {
      addNotLowered(member, member.installed().get().version());
    }
    if (member.installed().isEmpty() && !member.isAskedFor()) {
      addNotNeeded(member);
    }
    member.candidates().forEach(candidate -> addNotNamed(member, candidate));
  }

  private void addChange(Member member, Change change) {
    if (change instanceof Change.Uninstall) {
      if (begin(() -> new Constraint.Uninstalled(member.module()))) {
        add(-presence(member.module()));
      }
      return;
    }
    List<Candidate> fitting = Requested.fitting(member);
    if (begin(
        () ->
            new Constraint.Requested(
                member.module(),
                Requested.range(change).text(),
                versions(fitting),
                versions(member.candidates())))) {
      add(variables(fitting));
    }
  }

  private void addStaying(Member member) {
    Candidate installed = member.installed().orElseThrow();
    List<Candidate> others =
        member.candidates().stream().filter(one -> !installed.equals(one)).toList();
    if (!scope.request().options().upgradeOthers()
        && !others.isEmpty()
        && begin(() -> new Constraint.NotUpgraded(member.module(), installed.version()))) {
      others.forEach(one -> add(-version(one)));
    }
    if (begin(() -> new Constraint.NotRemoved(member.module(), installed.version()))) {
      Stream<Integer> unless =
          Stream.concat(
              demandsOn(replacing, installed, member.module()),
              scope.request().options().cascade() ? goneFor(installed) : Stream.of());
      add(with(unless.mapToInt(Integer::intValue).toArray(), presence(member.module())));
    }
  }

  /** That something is gone which an installed version needs. */
  private Stream<Integer> goneFor(Candidate installed) {
    return scope.catalogue().demandsOf(installed).stream()
        .filter(demand -> demand.kind().isNeed())
        .flatMap(demand -> demand.wanted().stream())
        .filter(one -> !one.module().equals(installed.module()))
        .filter(one -> scope.member(one.module()).filter(it -> it.isInstalledAs(one)).isPresent())
        .map(one -> -presence(one.module()));
  }

  private void addNotNeeded(Member member) {
    if (begin(() -> new Constraint.NotNeeded(member.module()))) {
      for (Candidate candidate : member.candidates()) {
        int[] by =
            demandsOn(needing, candidate, member.module()).mapToInt(Integer::intValue).toArray();
        add(with(by, -version(candidate)));
      }
    }
  }

  /** Demands on the candidate by other modules. */
  private Stream<Integer> demandsOn(
      Map<Candidate, List<Demand>> demanding, Candidate candidate, ModuleName self) {
    return demanding.getOrDefault(candidate, List.of()).stream()
        .filter(demand -> !demand.module().equals(self))
        .map(demands::get);
  }

  private void addNotLowered(Member member, Version installed) {
    List<Candidate> lower =
        member.candidates().stream().filter(one -> one.version().compareTo(installed) < 0).toList();
    if (!lower.isEmpty() && begin(() -> new Constraint.NotLowered(member.module(), installed))) {
      lower.forEach(one -> add(-version(one)));
    }
  }

  private void addNotNamed(Member member, Candidate candidate) {
    if (Member.isCommon(candidate, scope.request().options())
        || member.isInstalledAs(candidate)
        || Requested.names(member, candidate)) {
      return;
    }
    Constraint.NotNamed.Why why =
        candidate.version().isPrerelease()
            ? Constraint.NotNamed.Why.PRERELEASE
            : Constraint.NotNamed.Why.DEPRECATED;
    if (begin(() -> new Constraint.NotNamed(candidate.module(), candidate.version(), why))) {
      int[] offering =
          needing.getOrDefault(candidate, List.of()).stream()
              .filter(demand -> demand.offers(candidate))
              .mapToInt(demands::get)
              .toArray();
      add(with(offering, -version(candidate)));
    }
  }

  private void addDemand(Demand demand) {
    List<Candidate> unwanted =
        demand.unwanted().stream()
            .filter(one -> version(one) != 0 && !one.module().equals(demand.module()))
            .toList();
    if (!demand.kind().isNeed() && unwanted.isEmpty() || !begin(() -> fact(demand))) {
      return;
    }
    int made = demands.get(demand);
    unwanted.forEach(one -> add(-made, -version(one)));
    if (demand.kind().isNeed()) {
      add(with(variables(demand.wanted()), -made));
    }
    if (demand.kind() == DemandKind.NEEDS_MODULE) {
      ModuleName needed = demand.targetModule().orElseThrow();
      scope.member(needed).ifPresent(one -> add(-made, presence(needed)));
    }
  }

  private Constraint fact(Demand demand) {
    List<String> existing = new ArrayList<>();
    demand.matches().inside().stream()
        .filter(this::isInScope)
        .forEach(one -> existing.add(one.toString()));
    List<String> fitting = List.copyOf(existing);
    demand.matches().outside().stream()
        .filter(this::isInScope)
        .forEach(one -> existing.add(one.toString()));
    return new Constraint.Demanded(
        demand.module(),
        demand.by().stream().filter(this::isInScope).map(Candidate::version).toList(),
        demand.kind(),
        demand.target(),
        demand.range(),
        fitting,
        existing);
  }

  private void addCycle(List<ModuleName> cycle) {
    int[] edges = new int[cycle.size()];
    for (int i = 0; i < edges.length; i++) {
      int edge = solver.newVariable();
      Optional<ModuleName> next = Optional.of(cycle.get((i + 1) % edges.length));
      edges[i] = -edge;
      for (Demand demand : scope.demands()) {
        if (demand.kind() == DemandKind.NEEDS_MODULE
            && demand.module().equals(cycle.get(i))
            && demand.targetModule().equals(next)) {
          solver.add(-demands.get(demand), edge);
        }
      }
    }
    add(edges);
  }

  /** None of the versions is there unless one is that needs any of them and is none of them. */
  private void addUnneeded(List<Candidate> unneeded) {
    int[] others =
        scope.demands().stream()
            .filter(demand -> demand.wanted().stream().anyMatch(unneeded::contains))
            .flatMap(demand -> demand.by().stream())
            .filter(one -> !unneeded.contains(one) && isInScope(one))
            .distinct()
            .mapToInt(this::version)
            .toArray();
    unneeded.forEach(one -> add(with(others, -version(one))));
  }

  private boolean isInScope(Candidate candidate) {
    return version(candidate) != 0;
  }

  private boolean begin(Supplier<Constraint> constraint) {
    guard = guards.guard(constraint);
    return guard != Guards.LEAVE_OUT;
  }

  private void add(int... literals) {
    solver.add(guard > 0 ? with(literals, -guard) : literals);
  }

  private int[] variables(List<Candidate> candidates) {
    return candidates.stream().mapToInt(this::version).filter(one -> one != 0).toArray();
  }

  private static int[] with(int[] literals, int another) {
    int[] all = Arrays.copyOf(literals, literals.length + 1);
    all[literals.length] = another;
    return all;
  }

  private static List<Version> versions(List<Candidate> candidates) {
    return candidates.stream().map(Candidate::moduleVersion).map(ModuleVersion::version).toList();
  }
}
