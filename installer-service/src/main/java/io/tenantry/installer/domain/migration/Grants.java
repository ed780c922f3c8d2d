package io.tenantry.installer.domain.migration;

import java.util.List;
import java.util.Map;

/**
 * Privileges that a module's runtime role gets on the module's own objects. A name of {@code *}
 * stands for all objects of that kind that are not named.
 *
 * @param tables tables and views, each with its privileges
 * @param sequences sequences, each with its privileges
 * @param functions functions, each with its privileges
 */
public record Grants(
    Map<String, List<String>> tables,
    Map<String, List<String>> sequences,
    Map<String, List<String>> functions) {

  public static final Grants NONE = new Grants(Map.of(), Map.of(), Map.of());

  public Grants {
    tables = Map.copyOf(tables);
    sequences = Map.copyOf(sequences);
    functions = Map.copyOf(functions);
  }
}
