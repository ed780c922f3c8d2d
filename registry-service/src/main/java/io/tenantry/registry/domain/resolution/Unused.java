package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.InstalledAs;
import io.tenantry.registry.domain.InstalledModule;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.PlanItem;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds dependencies that nobody needs any more. */
final class Unused {

  private Unused() {}

  /** Installed dependencies that none of the requested modules needs afterwards, by name. */
  static List<InstalledModule> after(
      Catalogue catalogue,
      ResolutionRequest request,
      List<PlanItem> items,
      Map<ModuleName, Candidate> selection) {
    if (items.stream().noneMatch(item -> item.action() != PlanItem.Action.INSTALL)) {
      return List.of();
    }
    List<ModuleName> wanted =
        selection.keySet().stream().filter(module -> isWanted(request, module)).toList();
    Set<ModuleName> used = Needs.from(wanted, catalogue, selection);
    return selection.keySet().stream()
        .filter(module -> !used.contains(module))
        .map(request.installed()::get)
        .toList();
  }

  /** Whether it is there for its own sake. */
  private static boolean isWanted(ResolutionRequest request, ModuleName module) {
    InstalledModule installed = request.installed().get(module);
    return installed == null || installed.installedAs() == InstalledAs.REQUESTED;
  }
}
