package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.PlanItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Puts a plan's items in order: a module comes after what it needs and goes before it. What is used
 * or provided as a capability, and what makes room for another module, comes first where it can.
 */
final class PlanOrder {

  private final Catalogue catalogue;
  private final Map<ModuleName, PlanItem> items = new TreeMap<>();
  private final Map<ModuleName, Set<ModuleName>> needed = new HashMap<>();
  private final Map<ModuleName, Set<ModuleName>> preferred = new HashMap<>();

  private PlanOrder(Catalogue catalogue, List<PlanItem> unordered) {
    this.catalogue = catalogue;
    unordered.forEach(item -> items.put(item.module(), item));
    unordered.forEach(this::connect);
  }

  static List<PlanItem> of(Catalogue catalogue, List<PlanItem> unordered) {
    return new PlanOrder(catalogue, unordered).sorted();
  }

  private void connect(PlanItem item) {
    if (!item.isRemoval()) {
      Candidate after = catalogue.candidate(item.module(), item.version().version()).orElseThrow();
      catalogue.demandsOf(after).forEach(demand -> comesAfterWhatItNeeds(item, demand));
    }
    item.from()
        .flatMap(from -> catalogue.candidate(item.module(), from))
        .map(catalogue::demandsOf)
        .ifPresent(demands -> demands.forEach(demand -> goesBeforeWhatItNeeded(item, demand)));
  }

  private void comesAfterWhatItNeeds(PlanItem item, Demand demand) {
    boolean removed = pushesOut(demand);
    meant(demand)
        .filter(other -> other.isRemoval() == removed)
        .forEach(other -> edge(demand, other, item));
  }

  private void goesBeforeWhatItNeeded(PlanItem item, Demand demand) {
    if (!pushesOut(demand)) {
      meant(demand).filter(PlanItem::isRemoval).forEach(other -> edge(demand, item, other));
    }
  }

  private static boolean pushesOut(Demand demand) {
    return demand.kind() == DemandKind.CONFLICTS || demand.kind() == DemandKind.REPLACES;
  }

  /** Items about modules that are meant by the demand. */
  private Stream<PlanItem> meant(Demand demand) {
    Stream<ModuleName> modules =
        demand.kind().isOfCapability()
            ? demand.matches().inside().stream().map(Candidate::module)
            : demand.targetModule().stream();
    return modules.distinct().filter(items::containsKey).map(items::get);
  }

  private void edge(Demand demand, PlanItem first, PlanItem then) {
    if (!first.module().equals(then.module())) {
      (demand.kind() == DemandKind.NEEDS_MODULE ? needed : preferred)
          .computeIfAbsent(then.module(), absent -> new HashSet<>())
          .add(first.module());
    }
  }

  private List<PlanItem> sorted() {
    List<PlanItem> sorted = new ArrayList<>();
    while (!items.isEmpty()) {
      ModuleName next =
          items.keySet().stream()
              .filter(module -> isFree(module, needed) && isFree(module, preferred))
              .findFirst()
              .orElseGet(this::nextWhateverIsPreferred);
      sorted.add(items.remove(next));
    }
    return sorted;
  }

  /** Modules that go may need each other, if the tenant came to have them so; then by name. */
  private ModuleName nextWhateverIsPreferred() {
    return items.keySet().stream()
        .filter(module -> isFree(module, needed))
        .findFirst()
        .orElseGet(items.keySet().iterator()::next);
  }

  private boolean isFree(ModuleName module, Map<ModuleName, Set<ModuleName>> before) {
    return before.getOrDefault(module, Set.of()).stream().noneMatch(items::containsKey);
  }
}
