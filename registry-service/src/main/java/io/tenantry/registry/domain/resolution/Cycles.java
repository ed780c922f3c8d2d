package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.ModuleName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds modules that need each other by name, so that none can be installed first. Those that do
 * over a capability can: who provides it is not fixed.
 */
final class Cycles {

  private final Catalogue catalogue;
  private final Map<ModuleName, Candidate> selection;
  private final Set<ModuleName> done = new HashSet<>();
  private final List<ModuleName> path = new ArrayList<>();

  private Cycles(Catalogue catalogue, Map<ModuleName, Candidate> selection) {
    this.catalogue = catalogue;
    this.selection = selection;
  }

  /** A cycle among these, beginning with the first of its names; empty when there is none. */
  static Optional<List<ModuleName>> find(
      Catalogue catalogue, Map<ModuleName, Candidate> selection) {
    Cycles cycles = new Cycles(catalogue, selection);
    return selection.keySet().stream().flatMap(one -> cycles.visit(one).stream()).findFirst();
  }

  private Optional<List<ModuleName>> visit(ModuleName module) {
    if (path.contains(module)) {
      List<ModuleName> cycle = new ArrayList<>(path.subList(path.indexOf(module), path.size()));
      Collections.rotate(cycle, -cycle.indexOf(Collections.min(cycle)));
      return Optional.of(cycle);
    }
    if (!done.add(module) || !selection.containsKey(module)) {
      return Optional.empty();
    }
    path.add(module);
    for (Demand demand : catalogue.demandsOf(selection.get(module))) {
      if (demand.kind() == DemandKind.NEEDS_MODULE) {
        Optional<List<ModuleName>> cycle = visit(demand.targetModule().orElseThrow());
        if (cycle.isPresent()) {
          return cycle;
        }
      }
    }
    path.remove(path.size() - 1);
    return Optional.empty();
  }
}
