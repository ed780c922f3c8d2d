package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.InstalledModule;
import io.tenantry.registry.domain.InvalidValue;
import io.tenantry.registry.domain.ModuleName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What is asked for, and what is installed. */
public final class ResolutionRequest {

  private final Map<ModuleName, Change> changes;
  private final Map<ModuleName, InstalledModule> installed;
  private final ResolutionOptions options;

  /**
   * Puts a request together.
   *
   * @throws InvalidValue if a module appears twice among the changes or among what is installed
   */
  public ResolutionRequest(
      Collection<Change> changes,
      Collection<InstalledModule> installed,
      ResolutionOptions options) {
    this.changes = byName(changes, Change::module, "asked for");
    this.installed = byName(installed, InstalledModule::module, "installed");
    this.options = options;
  }

  /** By name. */
  public Map<ModuleName, Change> changes() {
    return changes;
  }

  /** By name. */
  public Map<ModuleName, InstalledModule> installed() {
    return installed;
  }

  public ResolutionOptions options() {
    return options;
  }

  private static <T> Map<ModuleName, T> byName(
      Collection<T> all, Function<T, ModuleName> name, String what) {
    Map<ModuleName, T> byName = new TreeMap<>();
    for (T one : all) {
      if (byName.put(name.apply(one), one) != null) {
        throw new InvalidValue("%s is %s twice".formatted(name.apply(one), what));
      }
    }
    return byName;
  }

  ResolutionRequest with(Collection<Change> otherChanges) {
    return new ResolutionRequest(otherChanges, installed.values(), options);
  }

  ResolutionRequest with(ResolutionOptions otherOptions) {
    return new ResolutionRequest(changes.values(), installed.values(), otherOptions);
  }

  /** The changes, as a list. */
  public List<Change> changeList() {
    return List.copyOf(changes.values());
  }
}
