package io.tenantry.registry.domain;

import java.util.Optional;
import java.util.Set;

/**
 * What a manifest says about how a version is changed to and back from.
 *
 * @param landlordCompatibleFrom oldest version that works with this version's landlord schema;
 *     empty means all of them
 * @param nonTransactional paths of scripts that cannot run in a transaction
 * @param undo whether every script has an undo, also where a fresh schema could simply go
 * @param offline whether an upgrade may rely on a backup, the module being closed meanwhile
 */
public record WayBack(
    Optional<Version> landlordCompatibleFrom,
    Set<String> nonTransactional,
    boolean undo,
    boolean offline) {

  public WayBack {
    nonTransactional = Set.copyOf(nonTransactional);
  }

  /** What holds when the manifest says nothing. */
  public static WayBack unsaid() {
    return new WayBack(Optional.empty(), Set.of(), false, false);
  }
}
