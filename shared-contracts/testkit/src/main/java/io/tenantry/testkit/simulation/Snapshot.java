package io.tenantry.testkit.simulation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The content of a store in memory, for a unit of work that may fail. */
public final class Snapshot {

  private Snapshot() {}

  /** Answers what puts the content back. */
  public static <K, V> Runnable of(Map<K, V> store) {
    Map<K, V> before = new LinkedHashMap<>(store);
    return () -> {
      store.clear();
      store.putAll(before);
    };
  }

  /** Answers what puts the content back. */
  public static <T> Runnable of(Collection<T> store) {
    List<T> before = List.copyOf(store);
    return () -> {
      store.clear();
      store.addAll(before);
    };
  }
}
