package io.tenantry.local.simulation;

import io.tenantry.installer.application.SimulatedInstaller;
import io.tenantry.installer.application.Troubles;
import io.tenantry.registry.application.SimulatedRegistry;
import io.tenantry.tenantmodule.application.SimulatedTenantModule;
import io.tenantry.testkit.simulation.Dice;
import io.tenantry.testkit.simulation.Sequence;
import io.tenantry.testkit.simulation.Simulation;
import io.tenantry.testkit.simulation.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** The three services and a few tenants, as a seed makes them. */
final class SimulatedPlatform implements Sequence {

  /** Modules that a sequence may be about; {@code ghost} is in no catalogue. */
  private static final List<String> MODULES =
      List.of("identity", "card", "mail", "broken", "unfit", "stubborn", "premium", "ghost");

  static final String FIRST = "1.0.0";
  static final String SECOND = "1.1.0";

  private static final int MOST_TENANTS = 3;
  private static final int MOST_MODULES = 4;
  private static final int FEWEST_MOVES = 60;
  private static final int MOST_MOVES = 250;
  private static final int MOST_DECISIONS = 50;
  private static final int WITHOUT_DATABASE = 60;
  private static final int SMALL_PLAN = 300;

  final World world;
  final SimulatedRegistry registry;
  final SimulatedTenantModule tenantModule;
  final SimulatedInstaller installer;
  final SimulatedModuleService service;
  final List<String> tenants = new ArrayList<>();
  final List<String> modules;
  private final Troubles troubles;
  private final People people;
  private final Laws laws;
  private final Simulation simulation;

  SimulatedPlatform(long seed) {
    world = new World(seed);
    registry = new SimulatedRegistry(world);
    tenantModule = new SimulatedTenantModule(world);
    troubles = new Troubles(world);
    installer = new SimulatedInstaller(world, troubles);
    service = new SimulatedModuleService(world);
    modules = someModules(world.dice());
    people = new People(this);
    laws = new Laws(this);
    simulation =
        new Simulation(
            world,
            List.of(registry, tenantModule, installer, service),
            people::moves,
            laws::holdAtEveryMoment);
    catalogue();
    tenants();
  }

  private static List<String> someModules(Dice dice) {
    List<String> all = new ArrayList<>(MODULES);
    Collections.shuffle(all, new Random(dice.below(Integer.MAX_VALUE)));
    return List.copyOf(all.subList(0, dice.between(1, MOST_MODULES)));
  }

  private void catalogue() {
    registry.publishes("identity", FIRST);
    registry.publishes("card", FIRST, "identity ^1");
    registry.publishes("mail", FIRST, "identity ^1");
    registry.publishes("broken", FIRST, "identity ^1");
    registry.publishes("unfit", FIRST);
    registry.publishes("stubborn", FIRST, "identity *");
    registry.publishes("premium", FIRST);
    for (String module : List.of("identity", "card", "mail")) {
      registry.publishes(module, SECOND);
      installer.has(module, SECOND, 2, 4, 1, "ext_" + module);
    }
    for (String module : SimulatedModuleService.MODULES) {
      installer.hasService(module, FIRST);
      installer.hasService(module, SECOND);
    }
    troubles.failToUpgrade("mail");
    troubles.failToRemove("card");
    troubles.failFor("broken");
    troubles.failInTheLandlordDatabaseFor("unfit");
    troubles.failFor("stubborn");
    troubles.makeHardToUndo("mail");
    troubles.makeHardToUndo("identity");
    troubles.makeImpossibleToUndo("stubborn");
  }

  private void tenants() {
    if (world.dice().hits(WITHOUT_DATABASE)) {
      troubles.provisionNothing();
    }
    for (int number = world.dice().between(1, MOST_TENANTS); number > 0; number--) {
      String tenant = "tenant-" + number;
      tenants.add(tenant);
      if (world.dice().hits(SMALL_PLAN)) {
        tenantModule.hasPaidFor(
            tenant, Set.of("feature-identity", "feature-card", "feature-broken"));
      }
    }
  }

  /** Lets everything happen, and then everything end. */
  @Override
  public int live() {
    simulation.run(world.dice().between(FEWEST_MOVES, MOST_MOVES));
    simulation.comeToRest();
    for (int decisions = 0; people.decideSomething(); decisions++) {
      if (decisions == MOST_DECISIONS) {
        throw new AssertionError("operators have to decide for ever");
      }
      simulation.comeToRest();
    }
    laws.holdAtTheEnd(simulation.broker());
    tenantModule.ignoredEvents().forEach(event -> world.saw("ignored: " + event));
    installer.ignoredAnswers().forEach(world::saw);
    return simulation.moves();
  }

  @Override
  public World world() {
    return world;
  }
}
