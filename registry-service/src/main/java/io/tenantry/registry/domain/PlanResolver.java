package io.tenantry.registry.domain;

import io.tenantry.registry.domain.PlanOutcome.NoPlan;
import io.tenantry.registry.domain.PlanOutcome.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what has to be installed for a module: it and everything that it needs, directly or not, in
 * the newest versions that go together. What the tenant has already is kept.
 *
 * <p>Versions are tried newest first and taken back when they lead nowhere, so a plan is found if
 * there is one. Why there is none is told by the first clash that was met.
 */
public final class PlanResolver {

  /** Far more than a sensible catalogue needs; it ends a search that would take for ever. */
  private static final int MOST_TRIES = 20_000;

  private final Catalogue catalogue;
  private final PlanRequest request;
  private final Map<ModuleName, ModuleVersion> chosen = new LinkedHashMap<>();
  private Optional<NoPlan> firstClash = Optional.empty();
  private int tries;

  private PlanResolver(Catalogue catalogue, PlanRequest request) {
    this.catalogue = catalogue;
    this.request = request;
  }

  public static PlanOutcome resolve(Catalogue catalogue, PlanRequest request) {
    return new PlanResolver(catalogue, request).resolve();
  }

  private PlanOutcome resolve() {
    if (catalogue.versionsOf(request.module()).isEmpty()) {
      return new NoPlan(
          "unknown-module",
          "No published version of module '%s' exists. Publish one first."
              .formatted(request.module()));
    }
    return choose() ? inOrder() : firstClash.orElseThrow();
  }

  /** Chooses a version for every module that is needed and has none yet; false if it cannot. */
  private boolean choose() {
    Map<ModuleName, List<Need>> needs = needs();
    Optional<NoPlan> clash = clash(needs);
    if (clash.isPresent()) {
      return fail(clash.get());
    }
    for (Map.Entry<ModuleName, List<Need>> need : needs.entrySet()) {
      if (!chosen.containsKey(need.getKey()) && !isInstalled(need.getKey())) {
        return chooseFor(need.getKey(), need.getValue());
      }
    }
    return true;
  }

  private boolean chooseFor(ModuleName name, List<Need> needs) {
    List<ModuleVersion> candidates = candidates(name, needs);
    for (ModuleVersion candidate : candidates) {
      if (++tries > MOST_TRIES) {
        return giveUp();
      }
      chosen.put(name, candidate);
      if (choose()) {
        return true;
      }
      chosen.remove(name);
    }
    if (candidates.isEmpty()) {
      fail(nothingFor(name, needs));
    }
    return false;
  }

  private boolean giveUp() {
    String advice = "No plan was found in %d tries; ask for exact versions.".formatted(MOST_TRIES);
    firstClash = Optional.of(new NoPlan("too-complex", advice));
    return false;
  }

  private boolean fail(NoPlan reason) {
    if (firstClash.isEmpty()) {
      firstClash = Optional.of(reason);
    }
    return false;
  }

  /** Every range that the request and the versions chosen so far put on a module. */
  private Map<ModuleName, List<Need>> needs() {
    Map<ModuleName, List<Need>> needs = new LinkedHashMap<>();
    add(needs, request.module(), new Need("the request", request.range()));
    for (ModuleVersion version : chosen.values()) {
      String who = version.name() + " " + version.version();
      for (Requirement requirement : version.manifest().requirements()) {
        add(needs, requirement.module(), new Need(who, requirement.range()));
      }
    }
    return needs;
  }

  /** A range that what is chosen, or what the tenant has, does not meet. */
  private Optional<NoPlan> clash(Map<ModuleName, List<Need>> needs) {
    for (Map.Entry<ModuleName, List<Need>> entry : needs.entrySet()) {
      ModuleName name = entry.getKey();
      for (Need need : entry.getValue()) {
        if (isInstalled(name) && !need.range().contains(installedVersion(name), true)) {
          return Optional.of(installedIsOutOfRange(name, need));
        }
        if (chosen.containsKey(name) && !fits(chosen.get(name), need)) {
          return Optional.of(nothingFor(name, entry.getValue()));
        }
      }
    }
    return Optional.empty();
  }

  private NoPlan installedIsOutOfRange(ModuleName name, Need need) {
    return new NoPlan(
        "installed-version-out-of-range",
        "%s, but the tenant has %s. Upgrade '%s' first."
            .formatted(need.text(name), installedVersion(name), name));
  }

  private boolean isInstalled(ModuleName name) {
    return request.installedVersion(name).isPresent();
  }

  private Version installedVersion(ModuleName name) {
    return request.installedVersion(name).orElseThrow();
  }

  private List<ModuleVersion> candidates(ModuleName name, List<Need> needs) {
    return catalogue.versionsOf(name).stream()
        .filter(version -> needs.stream().allMatch(need -> fits(version, need)))
        .toList();
  }

  private boolean fits(ModuleVersion version, Need need) {
    return version.isOfferedBy(need.range(), request.allowPrereleases());
  }

  private NoPlan nothingFor(ModuleName name, List<Need> needs) {
    List<ModuleVersion> published = catalogue.versionsOf(name);
    String wanted = String.join(" and ", needs.stream().map(need -> need.text(name)).toList());
    if (published.isEmpty()) {
      return new NoPlan(
          "missing-dependency",
          "%s, but no version of '%s' is published. Publish one first.".formatted(wanted, name));
    }
    String have = String.join(", ", published.stream().map(v -> v.version().toString()).toList());
    return new NoPlan(
        "no-version-in-range", "%s, but published are only: %s.".formatted(wanted, have));
  }

  private PlanOutcome inOrder() {
    Set<ModuleName> done = new LinkedHashSet<>();
    List<PlanItem> items = new ArrayList<>();
    Optional<List<ModuleName>> cycle = visit(request.module(), new ArrayList<>(), done, items);
    if (cycle.isPresent()) {
      String path = String.join(" -> ", cycle.get().stream().map(ModuleName::value).toList());
      return new NoPlan("dependency-cycle", "The modules need each other: %s.".formatted(path));
    }
    return new Plan(items);
  }

  /**
   * Depth first, so that a module is added after what it needs; answers a cycle if it meets one.
   */
  private Optional<List<ModuleName>> visit(
      ModuleName name, List<ModuleName> path, Set<ModuleName> done, List<PlanItem> items) {
    ModuleVersion version = chosen.get(name);
    if (version == null || done.contains(name)) {
      return Optional.empty();
    }
    if (path.contains(name)) {
      List<ModuleName> cycle = new ArrayList<>(path.subList(path.indexOf(name), path.size()));
      cycle.add(name);
      return Optional.of(cycle);
    }
    path.add(name);
    for (Requirement requirement : version.manifest().requirements()) {
      Optional<List<ModuleName>> cycle = visit(requirement.module(), path, done, items);
      if (cycle.isPresent()) {
        return cycle;
      }
    }
    path.remove(path.size() - 1);
    done.add(name);
    items.add(new PlanItem(version, installedAs(name)));
    return Optional.empty();
  }

  private InstalledAs installedAs(ModuleName name) {
    return name.equals(request.module()) ? InstalledAs.REQUESTED : InstalledAs.DEPENDENCY;
  }

  private static void add(Map<ModuleName, List<Need>> needs, ModuleName name, Need need) {
    needs.computeIfAbsent(name, absent -> new ArrayList<>()).add(need);
  }

  /** A range, and who puts it. */
  private record Need(String who, VersionRange range) {

    String text(ModuleName name) {
      return "%s needs %s %s".formatted(who, name, range.text());
    }
  }
}
