package io.tenantry.local.simulation;

import java.util.function.Consumer;

/** What a platform could do wrong, to see whether anybody notices. */
enum Fault {
  EVENTS_ARE_LOST(platform -> platform.world.losesEvents()),
  THE_REGISTRY_RELEASES_TOO_EARLY(platform -> platform.registry.releasesTooEarly()),
  THE_REGISTRY_HAS_NO_INBOX(platform -> platform.registry.forgetsWhatItHandled()),
  THE_INSTALLER_HAS_NO_INBOX(platform -> platform.installer.forgetsWhatItHandled()),
  THE_INSTALLER_LOSES_TOMBSTONES(platform -> platform.installer.losesTombstones()),
  A_SERVICE_SETS_UP_AFTER_ITS_UNDO(platform -> platform.service.forgetsUndos()),
  WORKERS_ARE_NOT_FENCED(platform -> platform.installer.ignoresFences());

  private final Consumer<SimulatedPlatform> making;

  Fault(Consumer<SimulatedPlatform> making) {
    this.making = making;
  }

  void in(SimulatedPlatform platform) {
    making.accept(platform);
  }
}
