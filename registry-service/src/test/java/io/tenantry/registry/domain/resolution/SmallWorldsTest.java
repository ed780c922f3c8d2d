package io.tenantry.registry.domain.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.registry.adapter.out.sat.Sat;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.PlanItem;
import io.tenantry.registry.domain.resolution.Resolution.NoPlan;
import io.tenantry.registry.domain.resolution.Resolution.Plan;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The resolver against brute force. */
class SmallWorldsTest {

  @Property
  void theAnswerIsWhatTryingEverythingFinds(@ForAll("worlds") World world) {
    Optional<Map<ModuleName, ModuleVersion>> best = new BruteForce(world).best();

    Resolution answer = Sat.resolver().resolve(world.catalogue(), world.request());

    if (answer instanceof Plan plan) {
      assertThat(Optional.of(after(world, plan))).as(world.toString()).isEqualTo(best);
    } else {
      assertThat(best).as(world + " " + ((NoPlan) answer).explanation().text()).isEmpty();
    }
  }

  @Provide
  Arbitrary<World> worlds() {
    return Worlds.any();
  }

  private static Map<ModuleName, ModuleVersion> after(World world, Plan plan) {
    Map<ModuleName, ModuleVersion> after = new TreeMap<>();
    world
        .request()
        .installed()
        .keySet()
        .forEach(module -> after.put(module, world.installed(module).orElseThrow()));
    for (PlanItem item : plan.items()) {
      if (item.isRemoval()) {
        after.remove(item.module());
      } else {
        after.put(item.module(), item.version());
      }
    }
    return after;
  }
}
