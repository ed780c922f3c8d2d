package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.InstalledModule;
import io.tenantry.registry.domain.PlanItem;
import java.util.List;
import java.util.function.Function;

/** What came of the search for a plan. */
public sealed interface Resolution {

  /** Handles both cases. */
  default <R> R fold(Function<Plan, R> plan, Function<NoPlan, R> noPlan) {
    return this instanceof Plan one ? plan.apply(one) : noPlan.apply((NoPlan) this);
  }

  /**
   * The best plan there is.
   *
   * @param items what is done, in this order
   * @param unused modules that are there afterwards for others only, of whom none is left; an
   *     uninstallation may ask to remove them too
   */
  record Plan(List<PlanItem> items, List<InstalledModule> unused) implements Resolution {

    public Plan {
      items = List.copyOf(items);
      unused = List.copyOf(unused);
    }
  }

  /** It is proven that there is none. */
  record NoPlan(Explanation explanation) implements Resolution {}
}
