package io.tenantry.registry.domain;

import java.util.List;
import java.util.function.Function;

/** What came of the search for a plan. */
public sealed interface PlanOutcome {

  /** Handles both cases. */
  default <R> R fold(Function<Plan, R> plan, Function<NoPlan, R> noPlan) {
    return this instanceof Plan one ? plan.apply(one) : noPlan.apply((NoPlan) this);
  }

  /** What to install; a module comes after everything it needs. */
  record Plan(List<PlanItem> items) implements PlanOutcome {

    public Plan {
      items = List.copyOf(items);
    }
  }

  /** There is no plan, with a stable code and sentences that say why. */
  record NoPlan(String code, String explanation) implements PlanOutcome {}
}
