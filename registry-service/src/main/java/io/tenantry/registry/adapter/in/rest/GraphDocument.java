package io.tenantry.registry.adapter.in.rest;

import io.tenantry.registry.domain.resolution.DependencyGraph;
import java.util.List;
import java.util.Locale;

/**
 * Who needs what.
 *
 * @param root the version that was asked about
 */
record GraphDocument(String root, List<EdgeDocument> edges) {

  static GraphDocument of(DependencyGraph graph) {
    return new GraphDocument(graph.root(), graph.edges().stream().map(EdgeDocument::of).toList());
  }

  /**
   * A version needs or uses something.
   *
   * @param kind {@code needs-module}, {@code uses-module}, {@code needs-capability} or {@code
   *     uses-capability}; what is used need not be there
   * @param target module or capability
   * @param fitting versions that would do and could be installed now
   */
  record EdgeDocument(String from, String kind, String target, String range, List<String> fitting) {

    static EdgeDocument of(DependencyGraph.Edge edge) {
      return new EdgeDocument(
          edge.from(),
          edge.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
          edge.target(),
          edge.range(),
          edge.fitting());
    }

    boolean isOptional() {
      return kind.startsWith("uses");
    }

    /** The newest version that would do, or the target's name. */
    String drawnTo() {
      return fitting.isEmpty() ? target : fitting.get(0);
    }
  }
}
