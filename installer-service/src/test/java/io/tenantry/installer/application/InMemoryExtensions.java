package io.tenantry.installer.application;

import io.tenantry.installer.application.port.Extensions;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.plan.ModuleName;
import io.tenantry.installer.domain.plan.RequiredExtension;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Extensions in memory, whose worker may die before it makes them and after that. */
final class InMemoryExtensions implements Extensions {

  private final Crashes crashes;

  /** Names by database. */
  final Map<String, Set<String>> there = new TreeMap<>();

  /** What the server says to each attempt. */
  Optional<RuntimeException> refusal = Optional.empty();

  InMemoryExtensions(Crashes crashes) {
    this.crashes = crashes;
  }

  @Override
  public void ensure(DatabaseRef database, ModuleName module, List<RequiredExtension> extensions) {
    crashes.maybe();
    refusal.ifPresent(
        one -> {
          throw one;
        });
    extensions.forEach(
        one -> there.computeIfAbsent(database.name(), missing -> new TreeSet<>()).add(one.name()));
    crashes.maybe();
  }
}
