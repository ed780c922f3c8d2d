package io.tenantry.registry.domain.resolution;

import io.tenantry.registry.domain.ModuleName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What is wrong with a model and is forbidden only when it turns up, because it seldom does. */
sealed interface Flaw {

  /** What it violates. */
  Constraint constraint();

  /** Handles both cases. */
  default void fold(Consumer<List<ModuleName>> cycle, Consumer<List<Candidate>> unneeded) {
    if (this instanceof Cycle one) {
      cycle.accept(one.modules());
    } else if (this instanceof Unneeded one) {
      unneeded.accept(one.versions());
    }
  }

  /** Modules that need each other by name. */
  record Cycle(List<ModuleName> modules) implements Flaw {

    @Override
    public Constraint constraint() {
      return new Constraint.NeedEachOther(modules);
    }
  }

  /** Added versions that nobody needs but themselves. */
  record Unneeded(List<Candidate> versions) implements Flaw {

    @Override
    public Constraint constraint() {
      return new Constraint.NeededByThemselves(
          versions.get(0).module(), versions.stream().map(Candidate::toString).toList());
    }
  }

  /** The first one there is. */
  static Optional<Flaw> of(Scope scope, Map<ModuleName, Candidate> selection) {
    return Cycles.find(scope.catalogue(), selection)
        .<Flaw>map(Cycle::new)
        .or(() -> Needs.unneeded(scope, selection).map(Unneeded::new));
  }
}
