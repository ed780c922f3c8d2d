package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What a plan has to respect, as clauses. */
final class Encoding {

  private final Scope scope;
  private final SatSolver solver;
  private final Guards guards;
  private final Variables variables;
  private int guard = Guards.NONE;

  private Encoding(Scope scope, SatSolver solver, Guards guards) {
    this.scope = scope;
    this.solver = solver;
    this.guards = guards;
    this.variables = new Variables(scope, solver);
  }

  static Encoding of(Scope scope, SatSolver solver, Guards guards) {
    Encoding encoding = new Encoding(scope, solver, guards);
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

  Variables variables() {
    return variables;
  }

  private void addMember(Member member) {
    member.change().ifPresent(change -> addChange(member, change));
    if (member.isToStay()) {
      addStaying(member);
    }
    if (member.installed().isPresent() && !member.isRemoved()) {
      addNotLowered(member, member.installed().get().version());
    }
    if (member.installed().isEmpty() && !member.isAskedFor() && !member.certain()) {
      addNotNeeded(member);
    }
    member.candidates().forEach(candidate -> addNotNamed(member, candidate));
  }

  private void addChange(Member member, Change change) {
    if (change instanceof Change.Uninstall) {
      if (begin(() -> new Constraint.Uninstalled(member.module()))) {
        add(-variables.presence(member.module()));
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
      add(variables.of(fitting));
    }
  }

  private void addStaying(Member member) {
    Candidate installed = member.installed().orElseThrow();
    List<Candidate> others =
        member.candidates().stream().filter(one -> !installed.equals(one)).toList();
    if (!scope.request().options().upgradeOthers()
        && !others.isEmpty()
        && begin(() -> new Constraint.NotUpgraded(member.module(), installed.version()))) {
      others.forEach(one -> add(-variables.version(one)));
    }
    if (begin(() -> new Constraint.NotRemoved(member.module(), installed.version()))) {
      IntStream unless =
          IntStream.concat(
              made(scope.catalogue().replacementsOf(installed), member.module()),
              scope.request().options().cascade() ? goneFor(installed) : IntStream.of());
      add(Variables.with(unless.toArray(), variables.presence(member.module())));
    }
  }

  /** That something is gone which an installed version needs. */
  private IntStream goneFor(Candidate installed) {
    return scope.catalogue().demandsOf(installed).stream()
        .flatMap(demand -> demand.wanted().stream())
        .filter(one -> !one.module().equals(installed.module()))
        .filter(one -> scope.member(one.module()).filter(it -> it.isInstalledAs(one)).isPresent())
        .mapToInt(one -> -variables.presence(one.module()));
  }

  private void addNotNeeded(Member member) {
    if (begin(() -> new Constraint.NotNeeded(member.module()))) {
      for (Candidate candidate : member.candidates()) {
        int[] by = made(scope.catalogue().needsOf(candidate), member.module()).toArray();
        add(Variables.with(by, -variables.version(candidate)));
      }
    }
  }

  /** That another module makes one of the demands. */
  private IntStream made(List<Demand> demands, ModuleName self) {
    return demands.stream()
        .filter(demand -> !demand.module().equals(self) && variables.has(demand))
        .mapToInt(variables::made);
  }

  private void addNotLowered(Member member, Version installed) {
    List<Candidate> lower =
        member.candidates().stream().filter(one -> one.version().compareTo(installed) < 0).toList();
    if (!lower.isEmpty() && begin(() -> new Constraint.NotLowered(member.module(), installed))) {
      lower.forEach(one -> add(-variables.version(one)));
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
          scope.catalogue().needsOf(candidate).stream()
              .filter(demand -> demand.offers(candidate) && variables.has(demand))
              .mapToInt(variables::made)
              .toArray();
      add(Variables.with(offering, -variables.version(candidate)));
    }
  }

  private void addDemand(Demand demand) {
    if (demand.kind().isNeed()) {
      addNeed(demand);
    } else {
      addUnwanted(demand);
    }
  }

  private void addNeed(Demand demand) {
    if (isMetAnyway(demand) || !begin(() -> fact(demand))) {
      return;
    }
    int made = variables.made(demand);
    add(Variables.with(variables.of(demand.wanted()), -made));
    if (demand.kind() == DemandKind.NEEDS_MODULE) {
      ModuleName needed = demand.targetModule().orElseThrow();
      scope.member(needed).ifPresent(one -> add(-made, variables.presence(needed)));
    }
  }

  /** Whether every version that a module could have would do, and it is certain to have one. */
  private boolean isMetAnyway(Demand demand) {
    return demand.wanted().stream()
        .map(one -> scope.member(one.module()).orElseThrow())
        .anyMatch(one -> one.certain() && demand.wanted().containsAll(one.candidates()));
  }

  private void addUnwanted(Demand demand) {
    List<Candidate> unwanted =
        demand.unwanted().stream()
            .filter(one -> variables.has(one) && !one.module().equals(demand.module()))
            .toList();
    if (!unwanted.isEmpty() && begin(() -> fact(demand))) {
      int made = variables.made(demand);
      unwanted.forEach(one -> add(-made, -variables.version(one)));
    }
  }

  private Constraint fact(Demand demand) {
    List<String> existing = new ArrayList<>();
    demand.matches().inside().stream()
        .filter(variables::has)
        .forEach(one -> existing.add(one.toString()));
    List<String> fitting = List.copyOf(existing);
    demand.matches().outside().stream()
        .filter(variables::has)
        .forEach(one -> existing.add(one.toString()));
    return new Constraint.Demanded(
        demand.module(),
        demand.by().stream().filter(variables::has).map(Candidate::version).toList(),
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
          solver.add(-variables.made(demand), edge);
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
            .filter(one -> !unneeded.contains(one) && variables.has(one))
            .distinct()
            .mapToInt(variables::version)
            .toArray();
    unneeded.forEach(one -> add(Variables.with(others, -variables.version(one))));
  }

  private boolean begin(Supplier<Constraint> constraint) {
    guard = guards.guard(constraint);
    return guard != Guards.LEAVE_OUT;
  }

  private void add(int... literals) {
    solver.add(guard > 0 ? Variables.with(literals, -guard) : literals);
  }

  private static List<Version> versions(List<Candidate> candidates) {
    return candidates.stream().map(Candidate::moduleVersion).map(ModuleVersion::version).toList();
  }
}
