package io.tenantry.testkit.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;
import java.util.Set;

/** A class of one adapter uses no class of another one. */
final class DependOnNoOtherAdapter extends ArchCondition<JavaClass> {

  private final Set<String> adapters;

  DependOnNoOtherAdapter(Set<String> adapters) {
    super("depend on no other adapter");
    this.adapters = adapters;
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    Optional<String> own = adapterOf(type);
    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
      Optional<String> other = adapterOf(dependency.getTargetClass());
      boolean allowed = other.isEmpty() || other.equals(own);
      events.add(new SimpleConditionEvent(type, allowed, dependency.getDescription()));
    }
  }

  private Optional<String> adapterOf(JavaClass type) {
    String name = type.getPackageName() + ".";
    return adapters.stream().filter(adapter -> name.startsWith(adapter + ".")).findFirst();
  }
}
