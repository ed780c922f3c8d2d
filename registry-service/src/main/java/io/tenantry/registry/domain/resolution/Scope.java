package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.ModuleName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The modules that a plan may be about: what is asked for or installed, and all they ever need. */
final class Scope {

  private final Catalogue catalogue;
  private final ResolutionRequest request;
  private final Function<ModuleName, Member> membership;
  private final Map<ModuleName, Member> members = new TreeMap<>();
  private final Map<ModuleName, Integer> distance = new HashMap<>();
  private final List<Demand> demands = new ArrayList<>();
  private final BitSet known = new BitSet();

  private Scope(
      Catalogue catalogue, ResolutionRequest request, Function<ModuleName, Member> membership) {
    this.catalogue = catalogue;
    this.request = request;
    this.membership = membership;
  }

  /** With the versions only that are left. */
  static Scope of(Domains domains) {
    return new Scope(domains.catalogue(), domains.request(), domains::member).explore();
  }

  /** Also with the versions that the tenant's modules and the request exclude. */
  static Scope wide(Catalogue catalogue, ResolutionRequest request) {
    Members all = new Members(catalogue, request);
    return new Scope(catalogue, request, all::all).explore();
  }

  /** By name. */
  Collection<Member> members() {
    return members.values();
  }

  Optional<Member> member(ModuleName module) {
    return Optional.ofNullable(members.get(module));
  }

  /** What the members demand, that which is near to the request first. */
  List<Demand> demands() {
    return demands;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  ResolutionRequest request() {
    return request;
  }

  private Scope explore() {
    Deque<ModuleName> waiting = new ArrayDeque<>();
    request.changes().keySet().forEach(module -> reach(module, 0, waiting));
    request.installed().keySet().forEach(module -> reach(module, 1, waiting));
    while (!waiting.isEmpty()) {
      explore(waiting.remove(), waiting);
    }
    demands.sort(Comparator.comparing(demand -> distance.get(demand.module())));
    return this;
  }

  private void explore(ModuleName module, Deque<ModuleName> waiting) {
    Member member = membership.apply(module);
    members.put(module, member);
    int further = distance.get(module) + 1;
    for (Candidate candidate : member.candidates()) {
      for (Demand demand : catalogue.demandsOf(candidate)) {
        if (!known.get(demand.index())) {
          known.set(demand.index());
          demands.add(demand);
          demand.wanted().forEach(one -> reach(one.module(), further, waiting));
        }
      }
    }
  }

  private void reach(ModuleName module, int steps, Deque<ModuleName> waiting) {
    if (distance.putIfAbsent(module, steps) == null) {
      waiting.add(module);
    }
  }
}
