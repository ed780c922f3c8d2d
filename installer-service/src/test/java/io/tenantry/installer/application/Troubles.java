package io.tenantry.installer.application;

import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.application.port.Provisioner.NotProvisioned;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.ScriptFailure;
import io.tenantry.testkit.simulation.World;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What workers meet in a simulated saga: databases that are away, scripts that fail, death. */
public final class Troubles {

  private static final int AWAY = 20;
  private static final int UNDO_FAILS = 300;
  private static final int DEATH = 8;
  private static final int STANDSTILL = 12;

  private final World world;
  private final Set<String> failing = new HashSet<>();
  private final Set<String> hardToUndo = new HashSet<>();
  private final Set<String> impossibleToUndo = new HashSet<>();
  private boolean noDatabases;

  public Troubles(World world) {
    this.world = world;
  }

  /** The module's tenant migrations fail. */
  public void failFor(String module) {
    failing.add("migrate tn/" + module);
  }

  /** The module's landlord migrations fail. */
  public void failInTheLandlordDatabaseFor(String module) {
    failing.add("migrate landlord/" + module);
  }

  /** An upgrade of the module fails in the tenant's database. */
  public void failToUpgrade(String module) {
    failing.add("upgrade tn/" + module);
  }

  /** The module's data cannot be set aside. */
  public void failToRemove(String module) {
    failing.add("setAside tn/" + module);
  }

  /** The module is not undone at the first try, nor is its upgrade or its removal. */
  public void makeHardToUndo(String module) {
    hardToUndo.add("goBack tn/" + module);
    hardToUndo.add("goBack landlord/" + module);
    hardToUndo.add("setUpAsBefore tn/" + module);
    hardToUndo.add("putBack tn/" + module);
    hardToUndo.add("setAside tn/" + module);
    hardToUndo.add("remove tn/" + module);
    hardToUndo.add("remove landlord/" + module);
  }

  /** The module is undone by hand only. */
  public void makeImpossibleToUndo(String module) {
    impossibleToUndo.add("remove tn/" + module);
  }

  /** From now on no database can be made. */
  public void provisionNothing() {
    noDatabases = true;
  }

  void whileProvisioning(DatabaseRef database) {
    maybeAway();
    if (noDatabases && !isLandlord(database.name())) {
      throw new NotProvisioned("disk-full", "The disk is full.");
    }
  }

  /** Takes a run such as {@code migrate tn_1/mail}. */
  Optional<Outcome> during(String run) {
    maybeAway();
    String kind = run.replaceFirst("tn_[0-9]+", "tn");
    boolean fails =
        failing.contains(kind)
            || impossibleToUndo.contains(kind)
            || hardToUndo.contains(kind) && world.strikes(UNDO_FAILS);
    return Optional.of(run)
        .filter(one -> fails)
        .map(
            one ->
                new Outcome.Failed(
                    new ScriptFailure(
                        one, Optional.of(1), Optional.of("42P01"), Optional.empty(), "It fails.")));
  }

  /** At an instant at which something becomes durable, a worker may die, or stand still. */
  void atAnInstant() {
    if (world.strikes(DEATH)) {
      throw new Crashes.Crash();
    }
    if (world.strikes(STANDSTILL)) {
      world.note("a worker stands still");
      world.standStill();
      world.note("the worker goes on");
    }
  }

  private void maybeAway() {
    if (world.strikes(AWAY)) {
      throw new DatabaseUnavailable("The database is away.", new World.Outage());
    }
  }

  private static boolean isLandlord(String database) {
    return database.equals("landlord");
  }
}
