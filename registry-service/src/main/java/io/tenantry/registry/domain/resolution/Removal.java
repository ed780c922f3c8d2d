package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.InstalledAs;
import io.tenantry.registry.domain.InstalledModule;
import io.tenantry.registry.domain.InvalidValue;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.PlanItem;
import io.tenantry.registry.domain.resolution.Constraint.Demanded;
import io.tenantry.registry.domain.resolution.Constraint.NotInstalled;
import io.tenantry.registry.domain.resolution.Constraint.NotRemoved;
import io.tenantry.registry.domain.resolution.Constraint.Uninstalled;
import io.tenantry.registry.domain.resolution.Resolution.NoPlan;
import io.tenantry.registry.domain.resolution.Resolution.Plan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Takes a module away from what a tenant has, and nothing comes in its place. Nothing is searched:
 * a tenant whose modules do not go together any more can get rid of one all the same.
 */
public final class Removal {

  private static final String NEEDED_BY_OTHERS = "needed-by-others";

  private final Catalogue catalogue;
  private final ModuleName module;
  private final Map<ModuleName, InstalledModule> installed = new TreeMap<>();
  private final Map<ModuleName, Candidate> before = new TreeMap<>();

  private Removal(Catalogue catalogue, ModuleName module, Collection<InstalledModule> all) {
    this.catalogue = catalogue;
    this.module = module;
    all.forEach(this::add);
  }

  /**
   * Plans the removal, with the dependencies that nobody needs afterwards where they are to go too.
   *
   * @throws InvalidValue if a version is said to be installed that was never published
   */
  public static Resolution of(
      Catalogue catalogue,
      ModuleName module,
      Collection<InstalledModule> installed,
      boolean removeUnused) {
    return new Removal(catalogue, module, installed).resolve(removeUnused);
  }

  private void add(InstalledModule one) {
    Candidate candidate =
        catalogue
            .candidate(one.module(), one.version())
            .orElseThrow(
                () ->
                    new InvalidValue(
                        "%s %s is said to be installed, but was never published"
                            .formatted(one.module(), one.version())));
    installed.put(one.module(), one);
    before.put(one.module(), candidate);
  }

  private Resolution resolve(boolean removeUnused) {
    if (!before.containsKey(module)) {
      return new NoPlan(Explainer.notInstalled(List.of(new NotInstalled(module))));
    }
    List<Demanded> broken = broken();
    return broken.isEmpty() ? plan(removeUnused) : new NoPlan(explanation(broken));
  }

  private Plan plan(boolean removeUnused) {
    List<PlanItem> unused = ordered(unused());
    if (removeUnused) {
      Stream<ModuleName> all =
          Stream.concat(Stream.of(module), unused.stream().map(PlanItem::module));
      return new Plan(ordered(all.toList()), List.of());
    }
    return new Plan(
        ordered(List.of(module)),
        unused.stream().map(item -> installed.get(item.module())).toList());
  }

  /** What is met now and would not be afterwards; what was broken before keeps nobody. */
  private List<Demanded> broken() {
    List<Demanded> broken = new ArrayList<>();
    for (Candidate other : before.values()) {
      if (!other.module().equals(module)) {
        catalogue.demandsOf(other).stream()
            .filter(this::isMetByItAlone)
            .forEach(demand -> broken.add(demanded(other, demand)));
      }
    }
    return broken;
  }

  private boolean isMetByItAlone(Demand demand) {
    List<Candidate> meeting =
        demand.wanted().stream().filter(one -> one.equals(before.get(one.module()))).toList();
    return !meeting.isEmpty() && meeting.stream().allMatch(one -> one.module().equals(module));
  }

  private Demanded demanded(Candidate by, Demand demand) {
    List<String> met = List.of(before.get(module).toString());
    return new Demanded(
        by.module(),
        List.of(by.version()),
        demand.kind(),
        demand.target(),
        demand.range(),
        met,
        met);
  }

  private Explanation explanation(List<Demanded> broken) {
    List<Constraint> reasons = new ArrayList<>();
    reasons.add(new Uninstalled(module));
    reasons.addAll(broken);
    List<ModuleName> dependents = broken.stream().map(Demanded::module).distinct().toList();
    dependents.forEach(one -> reasons.add(new NotRemoved(one, before.get(one).version())));
    return new Explanation(
        NEEDED_BY_OTHERS,
        reasons,
        dependents.stream()
            .map(one -> new Remedy("Uninstall %s first.".formatted(one), false))
            .toList());
  }

  /** Dependencies that the module led to, without those that anything else leads to. */
  private Set<ModuleName> unused() {
    Set<ModuleName> unused = new HashSet<>(Needs.from(List.of(module), catalogue, before));
    unused.removeIf(one -> installed.get(one).installedAs() != InstalledAs.DEPENDENCY);
    unused.remove(module);
    List<ModuleName> staying =
        before.keySet().stream()
            .filter(one -> !one.equals(module) && !unused.contains(one))
            .toList();
    unused.removeAll(Needs.from(staying, catalogue, before));
    return unused;
  }

  private List<PlanItem> ordered(Collection<ModuleName> removed) {
    return PlanOrder.of(catalogue, removed.stream().map(this::item).toList());
  }

  private PlanItem item(ModuleName removed) {
    Candidate candidate = before.get(removed);
    return new PlanItem(
        candidate.moduleVersion(),
        PlanItem.Action.REMOVE,
        Optional.of(candidate.version()),
        installed.get(removed).installedAs());
  }
}
