package io.tenantry.local.simulation;

import java.util.List;

/** What a simulation that is worth its name has met. */
final class Paths {

  static final List<String> INTERESTING =
      List.of(
          "SUCCEEDED, no problem",
          "FAILED, cancelled",
          "FAILED, deadline-passed",
          "FAILED, needed-by-others",
          "FAILED, queue-deadline-passed",
          "FAILED, script-failed",
          "FAILED, subscription-refused",
          "FAILED, tenant-not-provisioned",
          "FAILED, tenant-suspended",
          "FAILED, unknown-module",
          "a job was stopped before it came",
          "a worker came back too late",
          "a worker died",
          "a worker took over",
          "an approval came after the end of its job",
          "another job was changing the landlord part",
          "cancelled when PENDING",
          "cancelled when VALIDATING",
          "cancelled when RUNNING",
          "cancelled when ROLLING_BACK",
          "cancelled when MANUAL_INTERVENTION",
          "cleaned up by hand",
          "dead letter",
          "ignored: APPROVED LATE",
          "ignored: COMPLETED DUPLICATE",
          "ignored: ROLLED_BACK DUPLICATE",
          "purge",
          "replay",
          "restart of installer",
          "restart of registry",
          "restart of tenant-module",
          "restore",
          "resume",
          "retry",
          "sent twice",
          "suspend",
          "the database was away",
          "undone again",
          "uninstall",
          "upgrade");

  private Paths() {}
}
