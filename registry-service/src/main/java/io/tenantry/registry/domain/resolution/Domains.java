package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.ModuleName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which versions a module could have, as far as one fact leads to the next without anything being
 * tried: a version goes when nothing is left that it needs, and a module is certain when all of
 * another one's versions need it and that one is certain. It leaves no plan out, and most searches
 * are all but over with it.
 */
final class Domains {

  private final Catalogue catalogue;
  private final ResolutionRequest request;
  private final Members members;
  private final boolean hopeful;
  private final Map<ModuleName, Domain> domains = new HashMap<>();
  private final BitSet left = new BitSet();
  private final Deque<Domain> certain = new ArrayDeque<>();
  private final Deque<Domain> uncertain = new ArrayDeque<>();

  private Domains(Catalogue catalogue, ResolutionRequest request, boolean hopeful) {
    this.catalogue = catalogue;
    this.request = request;
    this.members = new Members(catalogue, request);
    this.hopeful = hopeful;
  }

  /** Of all plans; empty when there is none. */
  static Optional<Domains> of(Catalogue catalogue, ResolutionRequest request) {
    return new Domains(catalogue, request, false).narrowed();
  }

  /**
   * Of those plans that get the most out of the first preferences: nothing changes that is to stay,
   * and everything that is asked for has the version that is preferred to all others. If there are
   * such plans, the best is one of them.
   */
  static Optional<Domains> hopeful(Catalogue catalogue, ResolutionRequest request) {
    return new Domains(catalogue, request, true).narrowed();
  }

  Catalogue catalogue() {
    return catalogue;
  }

  ResolutionRequest request() {
    return request;
  }

  /** A module with the versions that are left. */
  Member member(ModuleName module) {
    return domain(module).member();
  }

  private Optional<Domains> narrowed() {
    request.changes().keySet().forEach(this::domain);
    request.installed().keySet().forEach(this::domain);
    while (!certain.isEmpty() || !uncertain.isEmpty()) {
      Domain domain = certain.isEmpty() ? uncertain.remove() : certain.remove();
      domain.waiting = false;
      if (!narrow(domain)) {
        return Optional.empty();
      }
    }
    return Optional.of(this);
  }

  /** Draws the conclusions; false when there is no plan. */
  private boolean narrow(Domain domain) {
    for (Candidate one : List.copyOf(domain.candidates)) {
      if (!isPossible(domain, one)) {
        domain.remove(one);
      }
    }
    if (!domain.certain) {
      return true;
    }
    if (domain.candidates.isEmpty()) {
      return false;
    }
    for (Demand demand : catalogue.demandsOf(domain.candidates.get(0))) {
      if (demand.by().containsAll(domain.candidates)) {
        enforce(demand);
      }
    }
    return true;
  }

  private boolean isPossible(Domain domain, Candidate candidate) {
    for (Demand demand : catalogue.demandsOf(candidate)) {
      if (demand.kind().isNeed()
          ? !isAnyLeft(demand.wanted(), domain)
          : isAnySure(demand, domain)) {
        return false;
      }
    }
    return true;
  }

  private boolean isAnyLeft(List<Candidate> wanted, Domain watcher) {
    for (Candidate one : wanted) {
      domain(one.module()).watchers.add(watcher);
      if (left.get(one.index())) {
        return true;
      }
    }
    return false;
  }

  private boolean isAnySure(Demand demand, Domain watcher) {
    for (Candidate one : demand.unwanted()) {
      Domain other = domain(one.module());
      other.watchers.add(watcher);
      if (other != watcher && other.certain && demand.unwanted().containsAll(other.candidates)) {
        return true;
      }
    }
    return false;
  }

  private void enforce(Demand demand) {
    if (demand.kind().isNeed()) {
      require(demand);
      return;
    }
    for (Candidate one : demand.unwanted()) {
      if (!one.module().equals(demand.module())) {
        domain(one.module()).remove(one);
      }
    }
  }

  private void require(Demand demand) {
    Set<Domain> able = new LinkedHashSet<>();
    for (Candidate one : demand.wanted()) {
      Domain domain = domain(one.module());
      if (left.get(one.index())) {
        able.add(domain);
      }
    }
    if (able.size() == 1) {
      Domain only = able.iterator().next();
      List<Candidate> unwanted = new ArrayList<>(only.candidates);
      unwanted.removeAll(demand.wanted());
      unwanted.forEach(only::remove);
      only.makeCertain();
    }
  }

  private Domain domain(ModuleName module) {
    Domain known = domains.get(module);
    if (known == null) {
      known = begin(members.possible(module));
      domains.put(module, known);
      known.enqueue();
    }
    return known;
  }

  private Domain begin(Member member) {
    if (member.change().isPresent() && !member.isRemoved()) {
      List<Candidate> fitting = Requested.fitting(member);
      boolean first = hopeful && member.isAskedFor() && !fitting.isEmpty();
      return new Domain(member, first ? fitting.subList(0, 1) : fitting, true);
    }
    if (member.isToStay()) {
      Candidate installed = member.installed().orElseThrow();
      return hopeful
          ? new Domain(member, List.of(installed), true)
          : new Domain(member, member.candidates(), isKept(installed));
    }
    return new Domain(member, member.candidates(), false);
  }

  private boolean isKept(Candidate installed) {
    return !request.options().cascade() && catalogue.replacementsOf(installed).isEmpty();
  }

  /** A module while it is narrowed down. */
  private final class Domain {

    private final Member initial;
    private final List<Candidate> candidates;
    private final Set<Domain> watchers = new LinkedHashSet<>();
    private boolean certain;
    private boolean waiting;

    private Domain(Member initial, List<Candidate> candidates, boolean certain) {
      this.initial = initial;
      this.candidates = new ArrayList<>(candidates);
      this.certain = certain;
      candidates.forEach(one -> left.set(one.index()));
    }

    private Member member() {
      return initial.narrowed(candidates, certain);
    }

    private void remove(Candidate candidate) {
      if (left.get(candidate.index())) {
        left.clear(candidate.index());
        candidates.remove(candidate);
        notice();
      }
    }

    private void makeCertain() {
      if (!certain) {
        certain = true;
        notice();
      }
    }

    private void notice() {
      enqueue();
      watchers.forEach(Domain::enqueue);
    }

    private void enqueue() {
      if (!waiting) {
        waiting = true;
        (certain ? Domains.this.certain : uncertain).add(this);
      }
    }
  }
}
