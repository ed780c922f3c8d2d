package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.ModuleName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The modules that a plan may be about: what is asked for or installed, and all they ever need. */
final class Scope {

  private final Catalogue catalogue;
  private final ResolutionRequest request;
  private final boolean narrow;
  private final Map<ModuleName, Member> members = new TreeMap<>();
  private final Map<ModuleName, Integer> distance = new HashMap<>();
  private final List<Demand> demands = new ArrayList<>();

  private Scope(Catalogue catalogue, ResolutionRequest request, boolean narrow) {
    this.catalogue = catalogue;
    this.request = request;
    this.narrow = narrow;
  }

  /** With the versions only that could be part of a plan. */
  static Scope narrow(Catalogue catalogue, ResolutionRequest request) {
    return new Scope(catalogue, request, true).explore();
  }

  /** Also with the versions that the tenant's modules and the request exclude. */
  static Scope wide(Catalogue catalogue, ResolutionRequest request) {
    return new Scope(catalogue, request, false).explore();
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
    Member member = member(module, distance.get(module));
    members.put(module, member);
    for (Demand demand : catalogue.demandsOf(module)) {
      if (demand.by().stream().anyMatch(member.candidates()::contains)) {
        demands.add(demand);
        if (demand.kind().isNeed()) {
          demand.wanted().forEach(one -> reach(one.module(), distance.get(module) + 1, waiting));
        }
      }
    }
  }

  private void reach(ModuleName module, int steps, Deque<ModuleName> waiting) {
    if (distance.putIfAbsent(module, steps) == null) {
      waiting.add(module);
    }
  }

  private Member member(ModuleName module, int steps) {
    Optional<Change> change = Optional.ofNullable(request.changes().get(module));
    Optional<Candidate> installed =
        Optional.ofNullable(request.installed().get(module))
            .flatMap(one -> catalogue.candidate(module, one.version()));
    Member all = new Member(module, installed, change, candidates(module, installed));
    return narrow ? narrowed(all) : all;
  }

  private List<Candidate> candidates(ModuleName module, Optional<Candidate> installed) {
    List<Candidate> candidates = new ArrayList<>();
    List<Candidate> uncommon = new ArrayList<>();
    for (Candidate one : catalogue.candidatesOf(module)) {
      if (Member.isCommon(one, request.options())) {
        candidates.add(one);
      } else if (Member.isInstallable(one) || installed.isPresent() && installed.get() == one) {
        uncommon.add(one);
      }
    }
    candidates.addAll(uncommon);
    return candidates;
  }

  private Member narrowed(Member member) {
    List<Candidate> left = member.candidates();
    if (member.isRemoved()) {
      left = List.of();
    } else if (member.isToStay() && !request.options().upgradeOthers()) {
      left = List.of(member.installed().orElseThrow());
    } else if (member.installed().isPresent()) {
      Candidate installed = member.installed().get();
      left =
          left.stream().filter(one -> one.version().compareTo(installed.version()) >= 0).toList();
    }
    return new Member(member.module(), member.installed(), member.change(), left);
  }
}
