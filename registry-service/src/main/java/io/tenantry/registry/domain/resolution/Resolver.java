package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.InstalledAs;
import io.tenantry.registry.domain.InstalledModule;
import io.tenantry.registry.domain.InvalidValue;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.PlanItem;
import io.tenantry.registry.domain.PlanItem.Action;
import io.tenantry.registry.domain.resolution.Resolution.NoPlan;
import io.tenantry.registry.domain.resolution.Resolution.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Finds the best plan for a request, or proves that there is none and says why. The same question
 * has the same answer always.
 */
public final class Resolver {

  private final Supplier<SatSolver> solvers;

  public Resolver(Supplier<SatSolver> solvers) {
    this.solvers = solvers;
  }

  /**
   * Resolves a request.
   *
   * @throws InvalidValue if a version is said to be installed that was never published
   * @throws SatSolver.TooComplex if the search passes the solver's limit of effort
   */
  public Resolution resolve(Catalogue catalogue, ResolutionRequest request) {
    request.installed().values().forEach(one -> checkKnown(catalogue, one));
    List<Constraint> missing = changedButNotInstalled(request);
    if (!missing.isEmpty()) {
      return new NoPlan(Explainer.notInstalled(missing));
    }
    Optional<Map<ModuleName, Candidate>> best = new Search(solvers, catalogue, request).best();
    return best.isPresent()
        ? plan(catalogue, request, best.get())
        : new NoPlan(new Explainer(solvers, catalogue, request).explain());
  }

  private static void checkKnown(Catalogue catalogue, InstalledModule installed) {
    if (catalogue.candidate(installed.module(), installed.version()).isEmpty()) {
      throw new InvalidValue(
          "%s %s is said to be installed, but was never published"
              .formatted(installed.module(), installed.version()));
    }
  }

  private static List<Constraint> changedButNotInstalled(ResolutionRequest request) {
    List<Constraint> missing = new ArrayList<>();
    for (Change change : request.changes().values()) {
      if (!(change instanceof Change.Install)
          && !request.installed().containsKey(change.module())) {
        missing.add(new Constraint.NotInstalled(change.module()));
      }
    }
    return missing;
  }

  static Plan plan(
      Catalogue catalogue, ResolutionRequest request, Map<ModuleName, Candidate> selection) {
    Set<ModuleName> modules = new TreeSet<>(selection.keySet());
    modules.addAll(request.installed().keySet());
    List<PlanItem> items = new ArrayList<>();
    for (ModuleName module : modules) {
      Optional<Candidate> before =
          Optional.ofNullable(request.installed().get(module))
              .flatMap(one -> catalogue.candidate(module, one.version()));
      Optional<Candidate> after = Optional.ofNullable(selection.get(module));
      if (!before.equals(after)) {
        items.add(item(request, before, after));
      }
    }
    return new Plan(
        PlanOrder.of(catalogue, items), Unused.after(catalogue, request, items, selection));
  }

  private static PlanItem item(
      ResolutionRequest request, Optional<Candidate> before, Optional<Candidate> after) {
    Candidate shown = after.or(() -> before).orElseThrow();
    Action action =
        before.isEmpty() ? Action.INSTALL : after.isEmpty() ? Action.REMOVE : Action.UPGRADE;
    return new PlanItem(
        shown.moduleVersion(),
        action,
        before.map(Candidate::version),
        installedAs(request, shown.module()));
  }

  private static InstalledAs installedAs(ResolutionRequest request, ModuleName module) {
    InstalledModule installed = request.installed().get(module);
    if (installed != null) {
      return installed.installedAs();
    }
    return request.changes().containsKey(module) ? InstalledAs.REQUESTED : InstalledAs.DEPENDENCY;
  }
}
