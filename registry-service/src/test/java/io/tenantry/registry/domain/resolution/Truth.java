package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.resolution.Constraint.Demanded;
import io.tenantry.registry.domain.resolution.Constraint.NeedEachOther;
import io.tenantry.registry.domain.resolution.Constraint.NeededByThemselves;
import io.tenantry.registry.domain.resolution.Constraint.NotLowered;
import io.tenantry.registry.domain.resolution.Constraint.NotNamed;
import io.tenantry.registry.domain.resolution.Constraint.NotNeeded;
import io.tenantry.registry.domain.resolution.Constraint.NotRemoved;
import io.tenantry.registry.domain.resolution.Constraint.NotUpgraded;
import io.tenantry.registry.domain.resolution.Constraint.Requested;
import io.tenantry.registry.domain.resolution.Constraint.Uninstalled;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether the reasons of an explanation are true of what is there, read as they are told. */
final class Truth {

  private final BruteForce rules;
  private final Map<ModuleName, ModuleVersion> there;

  Truth(BruteForce rules, Map<ModuleName, ModuleVersion> there) {
    this.rules = rules;
    this.there = there;
  }

  boolean isTrue(Constraint reason) {
    Optional<ModuleVersion> version = Optional.ofNullable(there.get(reason.module()));
    if (reason instanceof Requested one) {
      return version.filter(it -> one.fitting().contains(it.version())).isPresent();
    }
    if (reason instanceof Uninstalled) {
      return version.isEmpty();
    }
    if (reason instanceof NotUpgraded one) {
      return version.stream().allMatch(it -> it.version().equals(one.installed()));
    }
    if (reason instanceof NotLowered one) {
      return version.stream().allMatch(it -> it.version().compareTo(one.installed()) >= 0);
    }
    if (reason instanceof NotRemoved one) {
      return version.isPresent() || rules.mayGo(one.module(), there);
    }
    if (reason instanceof NotNamed one) {
      return version.stream()
          .noneMatch(it -> it.version().equals(one.version()) && !rules.isNamed(it, there));
    }
    if (reason instanceof NotNeeded) {
      return version.stream().allMatch(this::isNeeded);
    }
    if (reason instanceof NeededByThemselves one) {
      return there.values().stream().noneMatch(it -> one.versions().contains(it.id()))
          || there.values().stream()
              .anyMatch(
                  it -> !one.versions().contains(it.id()) && rules.needsOneOf(it, one.versions()));
    }
    return reason instanceof NeedEachOther one ? !isCycle(one.cycle()) : isMet((Demanded) reason);
  }

  private boolean isNeeded(ModuleVersion version) {
    return there.values().stream()
        .anyMatch(other -> !other.equals(version) && BruteForce.needs(other, version));
  }

  private boolean isCycle(List<ModuleName> cycle) {
    for (int i = 0; i < cycle.size(); i++) {
      ModuleName next = cycle.get((i + 1) % cycle.size());
      ModuleVersion one = there.get(cycle.get(i));
      if (one == null
          || one.manifest().requirements().stream()
              .noneMatch(need -> !need.optional() && need.module().equals(next))) {
        return false;
      }
    }
    return true;
  }

  private boolean isMet(Demanded demand) {
    ModuleVersion who = there.get(demand.module());
    if (who == null || !demand.versions().contains(who.version())) {
      return true;
    }
    if (demand.kind().isNeed()) {
      return isThere(demand.fitting(), Set.of());
    }
    Set<String> forbidden = new HashSet<>(demand.existing());
    if (demand.kind() == DemandKind.CONFLICTS || demand.kind() == DemandKind.REPLACES) {
      forbidden.retainAll(demand.fitting());
    } else {
      demand.fitting().forEach(forbidden::remove);
    }
    return !isThere(forbidden, Set.of(who.id()));
  }

  private boolean isThere(Collection<String> ids, Set<String> but) {
    return there.values().stream()
        .map(ModuleVersion::id)
        .anyMatch(id -> ids.contains(id) && !but.contains(id));
  }
}
