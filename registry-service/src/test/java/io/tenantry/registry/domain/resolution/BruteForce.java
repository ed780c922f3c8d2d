package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.CapabilityRequirement;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleRange;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.Requirement;
import io.tenantry.registry.domain.VersionRange;
import io.tenantry.registry.domain.VersionStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The rules of plans written down a second time, straight from the manifests, and all tried. */
final class BruteForce {

  private final World world;
  private final Map<ModuleName, List<ModuleVersion>> byModule;
  private final Map<ModuleName, List<ModuleVersion>> orders = new TreeMap<>();

  BruteForce(World world) {
    this.world = world;
    this.byModule = world.byModule();
    byModule.keySet().forEach(module -> orders.put(module, preferred(module)));
  }

  /** What is there after the best plan. */
  Optional<Map<ModuleName, ModuleVersion>> best() {
    List<Map<ModuleName, ModuleVersion>> best = new ArrayList<>();
    List<List<Integer>> cost = new ArrayList<>();
    forEach(
        selection -> {
          if (isValid(selection)) {
            List<Integer> price = cost(selection);
            if (best.isEmpty() || compare(price, cost.get(0)) < 0) {
              best.clear();
              cost.clear();
              best.add(new TreeMap<>(selection));
              cost.add(price);
            }
          }
        });
    return best.stream().findFirst();
  }

  /** Every choice of one version or none for each of the modules, lower than installed too. */
  void forEachThinkable(
      Set<ModuleName> modules, Consumer<Map<ModuleName, ModuleVersion>> consumer) {
    List<ModuleName> known = byModule.keySet().stream().filter(modules::contains).toList();
    forEach(this::isThinkable, known, 0, new TreeMap<>(), consumer);
  }

  private void forEach(Consumer<Map<ModuleName, ModuleVersion>> consumer) {
    forEach(this::isCandidate, new ArrayList<>(byModule.keySet()), 0, new TreeMap<>(), consumer);
  }

  private void forEach(
      Predicate<ModuleVersion> chosen,
      List<ModuleName> modules,
      int next,
      Map<ModuleName, ModuleVersion> selection,
      Consumer<Map<ModuleName, ModuleVersion>> consumer) {
    if (next == modules.size()) {
      consumer.accept(selection);
      return;
    }
    ModuleName module = modules.get(next);
    forEach(chosen, modules, next + 1, selection, consumer);
    for (ModuleVersion version : byModule.get(module)) {
      if (chosen.test(version)) {
        selection.put(module, version);
        forEach(chosen, modules, next + 1, selection, consumer);
        selection.remove(module);
      }
    }
  }

  private boolean isThinkable(ModuleVersion version) {
    return version.status().isInstallable()
        || world.installed(version.name()).equals(Optional.of(version));
  }

  private boolean isCandidate(ModuleVersion version) {
    Optional<ModuleVersion> installed = world.installed(version.name());
    return installed.equals(Optional.of(version))
        || version.status().isInstallable()
            && installed.stream().allMatch(one -> one.version().compareTo(version.version()) < 0);
  }

  boolean isValid(Map<ModuleName, ModuleVersion> selection) {
    return world.request().changes().values().stream().allMatch(one -> isMade(one, selection))
        && world.request().installed().keySet().stream().allMatch(one -> stays(one, selection))
        && selection.values().stream().allMatch(one -> isWell(one, selection))
        && !hasCycle(selection)
        && isNeeded(selection);
  }

  private boolean isMade(Change change, Map<ModuleName, ModuleVersion> selection) {
    ModuleVersion version = selection.get(change.module());
    if (change instanceof Change.Uninstall) {
      return version == null;
    }
    return version != null && Requested.range(change).contains(version.version(), true);
  }

  private boolean stays(ModuleName module, Map<ModuleName, ModuleVersion> selection) {
    ModuleVersion before = world.installed(module).orElseThrow();
    ModuleVersion after = selection.get(module);
    Change change = world.request().changes().get(module);
    if (after != null) {
      return after.version().compareTo(before.version()) >= 0
          && (after.equals(before)
              || change instanceof Change.Upgrade
              || world.request().options().upgradeOthers());
    }
    return change instanceof Change.Uninstall
        || change instanceof Change.Upgrade
        || mayGo(module, selection);
  }

  /** Whether what is there lets a module go that was installed. */
  boolean mayGo(ModuleName module, Map<ModuleName, ModuleVersion> selection) {
    ModuleVersion before = world.installed(module).orElseThrow();
    return selection.values().stream().anyMatch(one -> replaces(one, before))
        || world.request().options().cascade() && losesSomething(before, selection);
  }

  private static boolean replaces(ModuleVersion one, ModuleVersion other) {
    return !one.name().equals(other.name())
        && one.manifest().replaces().stream().anyMatch(range -> hits(range, other));
  }

  private static boolean hits(ModuleRange range, ModuleVersion version) {
    return range.module().equals(version.name()) && range.range().contains(version.version(), true);
  }

  private boolean losesSomething(ModuleVersion before, Map<ModuleName, ModuleVersion> selection) {
    return world.request().installed().keySet().stream()
        .filter(module -> !module.equals(before.name()) && !selection.containsKey(module))
        .anyMatch(module -> needs(before, world.installed(module).orElseThrow()));
  }

  static boolean needs(ModuleVersion one, ModuleVersion other) {
    return one.manifest().requirements().stream()
            .anyMatch(
                need ->
                    !need.optional()
                        && need.module().equals(other.name())
                        && need.range().contains(other.version(), true))
        || one.manifest().requiredCapabilities().stream()
            .anyMatch(need -> !need.optional() && provides(other, need));
  }

  private static boolean provides(ModuleVersion version, CapabilityRequirement need) {
    return version.manifest().provides().stream()
        .anyMatch(
            one ->
                one.name().equals(need.capability()) && need.range().contains(one.version(), true));
  }

  /** Whether a version needs something that one of the others would be. */
  boolean needsOneOf(ModuleVersion one, List<String> others) {
    return world.versions().stream()
        .anyMatch(other -> others.contains(other.id()) && needs(one, other));
  }

  private boolean isWell(ModuleVersion version, Map<ModuleName, ModuleVersion> selection) {
    return version.manifest().requirements().stream().allMatch(one -> isMet(one, selection))
        && version.manifest().requiredCapabilities().stream()
            .allMatch(one -> isMet(version, one, selection))
        && version.manifest().conflicts().stream().noneMatch(one -> isHit(version, one, selection))
        && version.manifest().replaces().stream().noneMatch(one -> isHit(version, one, selection))
        && isNamed(version, selection);
  }

  private static boolean isMet(Requirement need, Map<ModuleName, ModuleVersion> selection) {
    ModuleVersion version = selection.get(need.module());
    return version == null ? need.optional() : need.range().contains(version.version(), true);
  }

  private static boolean isMet(
      ModuleVersion who, CapabilityRequirement need, Map<ModuleName, ModuleVersion> selection) {
    if (!need.optional()) {
      return selection.values().stream().anyMatch(one -> provides(one, need));
    }
    return selection.values().stream()
        .filter(one -> !one.name().equals(who.name()))
        .flatMap(one -> one.manifest().provides().stream())
        .filter(one -> one.name().equals(need.capability()))
        .allMatch(one -> need.range().contains(one.version(), true));
  }

  private static boolean isHit(
      ModuleVersion who, ModuleRange range, Map<ModuleName, ModuleVersion> selection) {
    ModuleVersion version = selection.get(range.module());
    return version != null && !version.name().equals(who.name()) && hits(range, version);
  }

  boolean isNamed(ModuleVersion version, Map<ModuleName, ModuleVersion> selection) {
    if (isCommon(version) || world.installed(version.name()).equals(Optional.of(version))) {
      return true;
    }
    Change change = world.request().changes().get(version.name());
    return change != null && offers(Requested.range(change), version)
        || selection.values().stream()
            .flatMap(one -> one.manifest().requirements().stream())
            .anyMatch(
                one ->
                    !one.optional()
                        && one.module().equals(version.name())
                        && offers(one.range(), version));
  }

  private boolean isCommon(ModuleVersion version) {
    return version.status() == VersionStatus.PUBLISHED
        && (world.request().options().prereleases() || !version.version().isPrerelease());
  }

  private static boolean offers(VersionRange range, ModuleVersion version) {
    return version.status() == VersionStatus.DEPRECATED
        ? range.isExactly(version.version())
        : range.contains(version.version(), false);
  }

  private static boolean hasCycle(Map<ModuleName, ModuleVersion> selection) {
    Map<ModuleName, ModuleVersion> left = new TreeMap<>(selection);
    boolean found = true;
    while (found) {
      found =
          left.values()
              .removeIf(
                  version ->
                      version.manifest().requirements().stream()
                          .noneMatch(one -> !one.optional() && left.containsKey(one.module())));
    }
    return !left.isEmpty();
  }

  /** Whether everything that is added is asked for or needed by something, in the end. */
  private boolean isNeeded(Map<ModuleName, ModuleVersion> selection) {
    Set<ModuleName> needed = new HashSet<>();
    for (ModuleName module : selection.keySet()) {
      if (world.request().changes().containsKey(module)
          || world.request().installed().containsKey(module)) {
        needed.add(module);
      }
    }
    boolean found = true;
    while (found) {
      found = false;
      for (ModuleName module : selection.keySet()) {
        if (!needed.contains(module)
            && needed.stream().anyMatch(one -> needs(selection.get(one), selection.get(module)))) {
          found = needed.add(module);
          break;
        }
      }
    }
    return needed.containsAll(selection.keySet());
  }

  /** What is to be low, the most important first. */
  private List<Integer> cost(Map<ModuleName, ModuleVersion> selection) {
    int removed = 0;
    int upgraded = 0;
    int added = 0;
    int passedOver = 0;
    List<Integer> asked = new ArrayList<>();
    List<Integer> names = new ArrayList<>();
    for (ModuleName module : byModule.keySet()) {
      Optional<ModuleVersion> before = world.installed(module);
      Optional<ModuleVersion> after = Optional.ofNullable(selection.get(module));
      Change change = world.request().changes().get(module);
      int place = after.map(one -> orders.get(module).indexOf(one)).orElse(0);
      if (change instanceof Change.Upgrade
          || change instanceof Change.Install && before.isEmpty()) {
        asked.add(place);
      } else if (!(change instanceof Change.Uninstall)) {
        boolean isChanged = !before.equals(after);
        removed += isChanged && after.isEmpty() ? 1 : 0;
        upgraded += isChanged && after.isPresent() && before.isPresent() ? 1 : 0;
        added += isChanged && before.isEmpty() ? 1 : 0;
        passedOver += isChanged ? place : 0;
        names.add(name(before, after, place));
      }
    }
    List<Integer> cost = new ArrayList<>(List.of(removed, removed + upgraded));
    cost.addAll(asked);
    cost.addAll(List.of(added, passedOver));
    cost.addAll(names);
    return cost;
  }

  private static int name(
      Optional<ModuleVersion> before, Optional<ModuleVersion> after, int place) {
    return after.isEmpty() ? Integer.MAX_VALUE : after.equals(before) ? -1 : place;
  }

  private List<ModuleVersion> preferred(ModuleName module) {
    return byModule.get(module).stream()
        .filter(one -> isCandidate(one))
        .sorted(
            (left, right) ->
                isCommon(left) == isCommon(right)
                    ? right.version().compareTo(left.version())
                    : isCommon(left) ? -1 : 1)
        .toList();
  }

  private static int compare(List<Integer> left, List<Integer> right) {
    for (int i = 0; i < left.size(); i++) {
      int result = Integer.compare(left.get(i), right.get(i));
      if (result != 0) {
        return result;
      }
    }
    return 0;
  }
}
