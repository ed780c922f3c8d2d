package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.CapabilityName;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All versions that were ever published, with what they demand of each other worked out. Immutable,
 * so that one serves many requests.
 */
public final class Catalogue {

  private final Map<ModuleName, List<Candidate>> candidates;
  private final Map<ModuleName, List<Demand>> demands;
  private final Map<Candidate, List<Demand>> demandsOfOne = new HashMap<>();
  private final Map<CapabilityName, List<Candidate>> providers;
  private final int size;

  Catalogue(
      Map<ModuleName, List<Candidate>> candidates,
      Map<ModuleName, List<Demand>> demands,
      Map<CapabilityName, List<Candidate>> providers) {
    this.candidates = candidates;
    this.demands = demands;
    this.providers = providers;
    demands
        .values()
        .forEach(
            all ->
                all.forEach(
                    demand ->
                        demand
                            .by()
                            .forEach(
                                one ->
                                    demandsOfOne
                                        .computeIfAbsent(one, absent -> new ArrayList<>())
                                        .add(demand))));
    this.size = candidates.values().stream().mapToInt(List::size).sum();
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
    return demandsOfOne.getOrDefault(candidate, List.of());
  }

  List<Candidate> providersOf(CapabilityName capability) {
    return providers.getOrDefault(capability, List.of());
  }

  int size() {
    return size;
  }
}
