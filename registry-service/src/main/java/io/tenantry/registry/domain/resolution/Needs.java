package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.ModuleName;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who needs whom among modules that are there together. */
final class Needs {

  private Needs() {}

  /** Added versions that nothing which is asked for or installed needs, directly or not. */
  static Optional<List<Candidate>> unneeded(Scope scope, Map<ModuleName, Candidate> selection) {
    List<ModuleName> first =
        selection.keySet().stream()
            .filter(
                module ->
                    scope
                        .member(module)
                        .filter(one -> one.isAskedFor() || one.installed().isPresent())
                        .isPresent())
            .toList();
    Set<ModuleName> needed = from(first, scope.catalogue(), selection);
    List<Candidate> others =
        selection.values().stream().filter(one -> !needed.contains(one.module())).toList();
    return others.isEmpty() ? Optional.empty() : Optional.of(others);
  }

  /** These and all that they need, directly or not. */
  static Set<ModuleName> from(
      Collection<ModuleName> first, Catalogue catalogue, Map<ModuleName, Candidate> selection) {
    Set<ModuleName> needed = new HashSet<>();
    Deque<ModuleName> waiting = new ArrayDeque<>(first);
    while (!waiting.isEmpty()) {
      ModuleName module = waiting.remove();
      if (needed.add(module)) {
        catalogue.demandsOf(selection.get(module)).stream()
            .filter(demand -> demand.kind().isNeed())
            .flatMap(demand -> demand.wanted().stream())
            .filter(one -> one.equals(selection.get(one.module())))
            .forEach(one -> waiting.add(one.module()));
      }
    }
    return needed;
  }
}
