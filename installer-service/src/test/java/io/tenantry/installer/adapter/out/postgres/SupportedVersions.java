package io.tenantry.installer.adapter.out.postgres;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The oldest and the newest PostgreSQL that are supported, one server each for all tests. */
final class SupportedVersions {

  private static final Map<Integer, Cluster> CLUSTERS = new ConcurrentHashMap<>();

  private SupportedVersions() {}

  static Stream<Integer> all() {
    return Stream.of(15, 18);
  }

  static Cluster cluster(int version) {
    return CLUSTERS.computeIfAbsent(
        version,
        missing -> {
          Cluster cluster = Cluster.start(missing);
          Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
          return cluster;
        });
  }
}
