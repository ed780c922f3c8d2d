package io.tenantry.local.simulation;

import io.tenantry.contracts.Topics;
import io.tenantry.contracts.common.PlanAction;
import io.tenantry.contracts.setup.ModuleSetupCompleted;
import io.tenantry.contracts.setup.ModuleSetupFailed;
import io.tenantry.contracts.setup.ModuleSetupRequested;
import io.tenantry.contracts.setup.ModuleSetupUndoFailed;
import io.tenantry.contracts.setup.ModuleSetupUndoRequested;
import io.tenantry.contracts.setup.ModuleSetupUndone;
import io.tenantry.testkit.simulation.Delivery;
import io.tenantry.testkit.simulation.Outgoing;
import io.tenantry.testkit.simulation.Participant;
import io.tenantry.testkit.simulation.World;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * The own service of some modules: it has no inbox, but a book with what became of each request.
 */
final class SimulatedModuleService implements Participant {

  static final String NAME = "module-service";
  static final List<String> MODULES = List.of("identity", "card");

  private static final int REFUSES = 60;
  private static final int SAYS_NOTHING = 250;
  private static final int SAYS_IT_TWICE = 100;
  private static final int AWAY = 20;

  private final World world;
  private final Outgoing outgoing;

  /** Requests by id, in the order in which they had their effect. */
  private final Map<UUID, Effect> effects = new LinkedHashMap<>();

  private final Set<UUID> refused = new HashSet<>();
  private final Set<UUID> undone = new HashSet<>();
  private final Set<UUID> settledJobs = new HashSet<>();
  private boolean forgetsUndos;

  SimulatedModuleService(World world) {
    this.world = world;
    this.outgoing = new Outgoing(world, NAME);
  }

  /** A fault: what comes after its undo is done. */
  void forgetsUndos() {
    forgetsUndos = true;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> topics() {
    return Set.of(Topics.PARTICIPANT_REQUESTS);
  }

  @Override
  public Outgoing outgoing() {
    return outgoing;
  }

  @Override
  public void take(Delivery event) {
    world.maybeAway(AWAY);
    if (event.payload() instanceof ModuleSetupRequested request) {
      setUp(event, request);
    } else {
      undo(event, (ModuleSetupUndoRequested) event.payload());
    }
  }

  private void setUp(Delivery event, ModuleSetupRequested request) {
    UUID id = request.getRequestId();
    if (undone.contains(id) && !forgetsUndos || settledJobs.contains(request.getJobId())) {
      world.saw("a service had forgotten about a request");
      return;
    }
    if (!effects.containsKey(id) && !refused.contains(id)) {
      decide(request);
    }
    answer(
        event,
        refused.contains(id)
            ? new ModuleSetupFailed(
                id, request.getJobId(), request.getTenantId(), "full", "No.", Instant.EPOCH)
            : new ModuleSetupCompleted(
                id, request.getJobId(), request.getTenantId(), Instant.EPOCH));
  }

  private void decide(ModuleSetupRequested request) {
    if (world.strikes(REFUSES)) {
      world.saw("a service refused");
      refused.add(request.getRequestId());
    } else {
      effects.put(
          request.getRequestId(),
          new Effect(
              request.getTenantId() + "/" + request.getModule(),
              request.getVersion(),
              request.getAction(),
              request.getJobId()));
    }
  }

  private void undo(Delivery event, ModuleSetupUndoRequested request) {
    UUID id = request.getRequestId();
    if (!undone.contains(id) && world.strikes(REFUSES)) {
      world.saw("a service refused to undo");
      answer(
          event,
          new ModuleSetupUndoFailed(
              id, request.getJobId(), request.getTenantId(), "stuck", "No.", Instant.EPOCH));
      return;
    }
    boolean known = refused.remove(id) | effects.remove(id) != null;
    if (undone.add(id)) {
      world.saw(known ? "a service undid" : "a service undid what it had never heard of");
    }
    answer(
        event, new ModuleSetupUndone(id, request.getJobId(), request.getTenantId(), Instant.EPOCH));
  }

  /** What it has done it has done; its answer may be lost or come twice. */
  private void answer(Delivery event, SpecificRecordBase answer) {
    if (world.strikes(SAYS_NOTHING)) {
      world.saw("a service said nothing");
      return;
    }
    outgoing.append(event.key(), answer, Optional.of(event.id()));
    if (world.strikes(SAYS_IT_TWICE)) {
      world.saw("a service answered twice");
      outgoing.append(event.key(), answer, Optional.of(event.id()));
    }
  }

  /** What an operator does who follows the report on a failed undo. */
  void isCleanedUpByHand(UUID job) {
    settledJobs.add(job);
    effects.values().removeIf(effect -> effect.job().equals(job));
  }

  /** Versions by {@code tenant/module}, as it is set up now. */
  Map<String, String> setUp() {
    Map<String, String> now = new TreeMap<>();
    effects.values().forEach(effect -> effect.on(now));
    return now;
  }

  private record Effect(String module, String version, PlanAction action, UUID job) {

    void on(Map<String, String> now) {
      String before = action == PlanAction.REMOVE ? now.remove(module) : now.put(module, version);
      if ((before == null) != (action == PlanAction.INSTALL)) {
        throw new AssertionError(action + " of " + module + ", which was at " + before);
      }
    }
  }
}
