package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.CapabilityName;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * All versions that were ever published, with what they demand of each other worked out. Immutable,
 * so that one serves many requests.
 */
public final class Catalogue {

  private final Map<ModuleName, List<Candidate>> candidates;
  private final Map<ModuleName, List<Demand>> demands;
  private final Map<CapabilityName, List<Candidate>> providers;
  private final List<List<Demand>> demandsOf;
  private final List<List<Demand>> needsOf;
  private final List<List<Demand>> replacementsOf;

  Catalogue(
      Map<ModuleName, List<Candidate>> candidates,
      Map<ModuleName, List<Demand>> demands,
      Map<CapabilityName, List<Candidate>> providers) {
    this.candidates = candidates;
    this.demands = demands;
    this.providers = providers;
    this.demandsOf = byCandidate(Demand::by);
    this.needsOf = byCandidate(Demand::wanted);
    this.replacementsOf =
        byCandidate(one -> one.kind() == DemandKind.REPLACES ? one.unwanted() : List.of());
  }

  private List<List<Demand>> byCandidate(Function<Demand, List<Candidate>> which) {
    List<List<Demand>> byCandidate = new ArrayList<>();
    candidates.values().forEach(all -> all.forEach(one -> byCandidate.add(new ArrayList<>(0))));
    for (List<Demand> all : demands.values()) {
      for (Demand demand : all) {
        which.apply(demand).forEach(one -> byCandidate.get(one.index()).add(demand));
      }
    }
    return byCandidate;
  }

  /** Works out a catalogue; drafts are passed over. */
  public static Catalogue of(Collection<ModuleVersion> versions) {
    return new CatalogueBuilder(versions).build();
  }

  public Set<ModuleName> modules() {
    return candidates.keySet();
  }

  /** The version as it is in the catalogue. */
  public Optional<ModuleVersion> find(ModuleName module, Version version) {
    return candidate(module, version).map(Candidate::moduleVersion);
  }

  Optional<Candidate> candidate(ModuleName module, Version version) {
    return candidatesOf(module).stream().filter(one -> one.version().equals(version)).findFirst();
  }

  /** Newest first. */
  List<Candidate> candidatesOf(ModuleName module) {
    return candidates.getOrDefault(module, List.of());
  }

  List<Demand> demandsOf(ModuleName module) {
    return demands.getOrDefault(module, List.of());
  }

  List<Demand> demandsOf(Candidate candidate) {
    return demandsOf.get(candidate.index());
  }

  /** The demands that the version is wanted for. */
  List<Demand> needsOf(Candidate wanted) {
    return needsOf.get(wanted.index());
  }

  /** The demands that the version goes for. */
  List<Demand> replacementsOf(Candidate replaced) {
    return replacementsOf.get(replaced.index());
  }

  List<Candidate> providersOf(CapabilityName capability) {
    return providers.getOrDefault(capability, List.of());
  }

  int size() {
    return demandsOf.size();
  }
}
