package io.tenantry.registry.adapter.in.rest;

import io.tenantry.registry.adapter.in.rest.GraphDocument.EdgeDocument;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Draws a graph in the languages of Graphviz and Mermaid; what need not be there is dashed. */
final class GraphDrawing {

  private GraphDrawing() {}

  static String dot(GraphDocument graph) {
    StringBuilder text = new StringBuilder("digraph dependencies {\n");
    nodes(graph).forEach(node -> text.append("  %s;\n".formatted(quoted(node))));
    for (EdgeDocument edge : graph.edges()) {
      text.append(
          "  %s -> %s [label=%s%s];\n"
              .formatted(
                  quoted(edge.from()),
                  quoted(edge.drawnTo()),
                  quoted(edge.range()),
                  edge.isOptional() ? ", style=dashed" : ""));
    }
    return text.append("}\n").toString();
  }

  static String mermaid(GraphDocument graph) {
    List<String> nodes = new ArrayList<>(nodes(graph));
    StringBuilder text = new StringBuilder("flowchart LR\n");
    for (int i = 0; i < nodes.size(); i++) {
      text.append("  n%d[%s]\n".formatted(i, quoted(nodes.get(i))));
    }
    for (EdgeDocument edge : graph.edges()) {
      text.append(
          "  n%d %s|%s| n%d\n"
              .formatted(
                  nodes.indexOf(edge.from()),
                  edge.isOptional() ? "-.->" : "-->",
                  quoted(edge.range()),
                  nodes.indexOf(edge.drawnTo())));
    }
    return text.toString();
  }

  private static Set<String> nodes(GraphDocument graph) {
    Set<String> nodes = new LinkedHashSet<>();
    nodes.add(graph.root());
    for (EdgeDocument edge : graph.edges()) {
      nodes.add(edge.from());
      nodes.add(edge.drawnTo());
    }
    return nodes;
  }

  /** Names, versions and ranges hold neither quotes nor backslashes. */
  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
