package io.tenantry.tenantmodule.domain.subscription;

import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a tenant has subscribed to.
 *
 * @param plan name of the plan, for people
 * @param everything whether every module is allowed
 * @param modules modules that are allowed by name
 * @param features features that are allowed; a module is when they cover all that it requires
 * @param maxModules how many modules the tenant may have at the same time; empty without a limit
 */
public record Subscription(
    TenantId tenantId,
    String plan,
    boolean everything,
    Set<String> modules,
    Set<String> features,
    Optional<Integer> maxModules) {

  private static final String DEFAULT_PLAN = "default";

  public Subscription {
    modules = Set.copyOf(modules);
    features = Set.copyOf(features);
  }

  /** Any number of modules. */
  public Subscription(
      TenantId tenantId,
      String plan,
      boolean everything,
      Set<String> modules,
      Set<String> features) {
    this(tenantId, plan, everything, modules, features, Optional.empty());
  }

  /** The plan of tenants for whom nobody has chosen one; it allows everything. */
  public static Subscription unrestricted(TenantId tenantId) {
    return new Subscription(tenantId, DEFAULT_PLAN, true, Set.of(), Set.of());
  }

  /** Why the module is not allowed, as a sentence; empty when it is. */
  public Optional<String> refusal(ModuleName module, List<String> requiredFeatures) {
    if (everything || modules.contains(module.value()) || features.containsAll(requiredFeatures)) {
      return Optional.empty();
    }
    List<String> missing =
        requiredFeatures.stream().filter(feature -> !features.contains(feature)).toList();
    return Optional.of(
        "The plan '%s' of tenant %s does not allow module '%s'; it lacks %s."
            .formatted(plan, tenantId, module, String.join(", ", missing)));
  }

  /** Why those that come are too many beside those that are there; empty when they are not. */
  public Optional<String> excess(Set<ModuleName> present, Set<ModuleName> coming) {
    long more = coming.stream().filter(module -> !present.contains(module)).count();
    return maxModules
        .filter(most -> more > 0 && present.size() + more > most)
        .map(
            most ->
                "The plan '%s' of tenant %s allows %d modules; it has %d and would get %d more."
                    .formatted(plan, tenantId, most, present.size(), more));
  }
}
