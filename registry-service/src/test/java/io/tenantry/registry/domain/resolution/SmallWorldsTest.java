package io.tenantry.registry.domain.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.registry.adapter.out.sat.Sat;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.ModuleVersion;
import io.tenantry.registry.domain.PlanItem;
import io.tenantry.registry.domain.resolution.Resolution.NoPlan;
import io.tenantry.registry.domain.resolution.Resolution.Plan;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** The resolver against brute force. */
class SmallWorldsTest {

  private static final List<String> KINDS =
      List.of(
          "plan of 0",
          "plan of 1",
          "plan of 2",
          "plan of 3",
          "conflict",
          "dependency-cycle",
          "installed-version-out-of-range",
          "missing-capability",
          "missing-dependency",
          "needed-by-others",
          "no-version-in-range",
          "unknown-module");

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

  @Property
  void theReasonsCannotAllBeTrueAndNoneCanBeLeftOut(@ForAll("worlds") World world) {
    Resolution answer = Sat.resolver().resolve(world.catalogue(), world.request());
    if (!(answer instanceof NoPlan none)) {
      return;
    }
    List<Constraint> reasons = none.explanation().reasons();

    Set<Set<Constraint>> untrue = new HashSet<>();
    BruteForce rules = new BruteForce(world);
    rules.forEachThinkable(
        inReach(world),
        there -> {
          Truth truth = new Truth(rules, there);
          untrue.add(
              reasons.stream().filter(one -> !truth.isTrue(one)).collect(Collectors.toSet()));
        });

    String told = world + " " + none.explanation().text();
    assertThat(untrue).as(told).doesNotContain(Set.of());
    for (Constraint reason : reasons) {
      assertThat(untrue).as("without %s: %s", reason, told).contains(Set.of(reason));
    }
    assertThat(none.explanation().remedies()).as(told).isNotEmpty();
  }

  @Property(tries = 20_000)
  void thereAreAnswersOfEveryKind(@ForAll("worlds") World world) {
    String kind =
        Sat.resolver()
            .resolve(world.catalogue(), world.request())
            .fold(plan -> "plan of " + plan.items().size(), none -> none.explanation().code());

    Statistics.collect(kind);
    Statistics.coverage(
        coverage -> KINDS.forEach(one -> coverage.check(one).count(count -> count > 0)));
  }

  @Provide
  Arbitrary<World> worlds() {
    return Worlds.any();
  }

  /** Modules that are asked for, installed, or needed by any version of one in reach. */
  private static Set<ModuleName> inReach(World world) {
    return Scope.wide(world.catalogue(), world.request()).members().stream()
        .map(Member::module)
        .collect(Collectors.toSet());
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
