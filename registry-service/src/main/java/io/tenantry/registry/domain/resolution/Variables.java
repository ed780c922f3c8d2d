package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.ModuleName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the solver's variables mean: that a version is there, that any version of a module is, or
 * that a demand is made by a version that is there.
 */
final class Variables {

  private final Scope scope;
  private final SatSolver solver;
  private final int[] versions;
  private final Map<ModuleName, Integer> presences = new HashMap<>();
  private final Map<Demand, Integer> demands = new HashMap<>();

  Variables(Scope scope, SatSolver solver) {
    this.scope = scope;
    this.solver = solver;
    this.versions = new int[scope.catalogue().size()];
    scope.members().forEach(this::name);
  }

  private void name(Member member) {
    int presence = solver.newVariable();
    presences.put(member.module(), presence);
    for (Candidate candidate : member.candidates()) {
      versions[candidate.index()] = solver.newVariable();
      solver.add(-version(candidate), presence);
    }
    int[] all = of(member.candidates());
    solver.add(with(all, -presence));
    solver.addAtMostOne(all);
    if (member.certain()) {
      solver.add(presence);
    }
  }

  /** The variable of a version, 0 when it is out of scope. */
  int version(Candidate candidate) {
    return versions[candidate.index()];
  }

  /** Those of the versions that are in scope. */
  int[] of(List<Candidate> candidates) {
    int[] all = new int[candidates.size()];
    int count = 0;
    for (Candidate candidate : candidates) {
      if (has(candidate)) {
        all[count++] = version(candidate);
      }
    }
    return Arrays.copyOf(all, count);
  }

  int presence(ModuleName module) {
    return presences.get(module);
  }

  /** That a demand is made which a version in scope makes. */
  int made(Demand demand) {
    Integer known = demands.get(demand);
    if (known == null) {
      known = name(demand);
      demands.put(demand, known);
    }
    return known;
  }

  private int name(Demand demand) {
    int[] makers = of(demand.by());
    if (makers.length == 1) {
      return makers[0];
    }
    if (makers.length == scope.member(demand.module()).orElseThrow().candidates().size()) {
      return presence(demand.module());
    }
    int variable = solver.newVariable();
    for (int maker : makers) {
      solver.add(-maker, variable);
    }
    solver.add(with(makers, -variable));
    return variable;
  }

  boolean has(Candidate candidate) {
    return version(candidate) != 0;
  }

  /** Whether anybody in scope could make the demand. */
  boolean has(Demand demand) {
    return demand.by().stream().anyMatch(this::has);
  }

  /** The versions of the model that was found last. */
  Map<ModuleName, Candidate> selection() {
    Map<ModuleName, Candidate> selection = new TreeMap<>();
    for (Member member : scope.members()) {
      for (Candidate candidate : member.candidates()) {
        if (solver.isTrue(version(candidate))) {
          selection.put(member.module(), candidate);
        }
      }
    }
    return selection;
  }

  static int[] with(int[] literals, int another) {
    int[] all = Arrays.copyOf(literals, literals.length + 1);
    all[literals.length] = another;
    return all;
  }
}
