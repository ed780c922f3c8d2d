package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.Version;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a version needs or uses, or who needs or uses it.
 *
 * @param root the version, such as {@code card@1.0.0}
 */
public record DependencyGraph(String root, List<Edge> edges) {

  public DependencyGraph {
    edges = List.copyOf(edges);
  }

  /**
   * A version needs or uses something.
   *
   * @param from the version that does
   * @param target module or capability
   * @param fitting versions that would do and could be installed now, newest first by module
   */
  public record Edge(
      String from, DemandKind kind, String target, String range, List<String> fitting) {

    public Edge {
      fitting = List.copyOf(fitting);
    }
  }

  /**
   * What a version needs and uses; empty when there is no such version.
   *
   * @param transitive also what that needs, in the newest version of each module that would do
   */
  public static Optional<DependencyGraph> dependencies(
      Catalogue catalogue, ModuleName module, Version version, boolean transitive) {
    return catalogue
        .candidate(module, version)
        .map(
            root -> {
              List<Edge> edges = new ArrayList<>();
              Deque<Candidate> waiting = new ArrayDeque<>(List.of(root));
              Set<Candidate> seen = new HashSet<>(waiting);
              while (!waiting.isEmpty()) {
                Candidate one = waiting.remove();
                for (Demand demand : uses(catalogue, one)) {
                  edges.add(edge(one, demand));
                  newest(demand).stream()
                      .filter(other -> transitive && seen.add(other))
                      .forEach(waiting::add);
                }
              }
              return new DependencyGraph(root.toString(), edges);
            });
  }

  /**
   * Who would accept the version for what they need or use; empty when there is no such version.
   *
   * @param transitive also who would accept those
   */
  public static Optional<DependencyGraph> dependents(
      Catalogue catalogue, ModuleName module, Version version, boolean transitive) {
    return catalogue
        .candidate(module, version)
        .map(
            root -> {
              List<Edge> edges = new ArrayList<>();
              Deque<Candidate> waiting = new ArrayDeque<>(List.of(root));
              Set<Candidate> seen = new HashSet<>(waiting);
              while (!waiting.isEmpty()) {
                Candidate one = waiting.remove();
                for (Demand demand : demandsOn(catalogue, one)) {
                  for (Candidate other : demand.by()) {
                    edges.add(edge(other, demand));
                    if (transitive && seen.add(other)) {
                      waiting.add(other);
                    }
                  }
                }
              }
              return new DependencyGraph(root.toString(), edges.stream().distinct().toList());
            });
  }

  private static List<Demand> uses(Catalogue catalogue, Candidate candidate) {
    return catalogue.demandsOf(candidate).stream().filter(DependencyGraph::isUse).toList();
  }

  private static List<Demand> demandsOn(Catalogue catalogue, Candidate candidate) {
    return catalogue.modules().stream()
        .flatMap(module -> catalogue.demandsOf(module).stream())
        .filter(demand -> isUse(demand) && demand.matches().inside().contains(candidate))
        .toList();
  }

  private static boolean isUse(Demand demand) {
    return demand.kind() != DemandKind.CONFLICTS && demand.kind() != DemandKind.REPLACES;
  }

  private static Edge edge(Candidate from, Demand demand) {
    return new Edge(
        from.toString(),
        demand.kind(),
        demand.target(),
        demand.range(),
        demand.matches().inside().stream()
            .filter(Member::isInstallable)
            .map(Candidate::toString)
            .toList());
  }

  private static Collection<Candidate> newest(Demand demand) {
    return demand.matches().inside().stream()
        .filter(Member::isInstallable)
        .collect(
            Collectors.toMap(
                Candidate::module, one -> one, (newest, older) -> newest, TreeMap::new))
        .values();
  }
}
