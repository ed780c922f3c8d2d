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
          "FAILED, participant-refused",
          "FAILED, participant-silent",
          "FAILED, queue-deadline-passed",
          "FAILED, script-failed",
          "FAILED, subscription-refused",
          "FAILED, tenant-not-provisioned",
          "FAILED, unknown-module",
          "a job was stopped before it came",
          "a service answered twice",
          "a service had forgotten about a request",
          "a service refused",
          "a service refused to undo",
          "a service said nothing",
          "a service undid",
          "a service undid what it had never heard of",
          "a worker came back too late",
          "a worker died",
          "a worker took over",
          "an approval came after the end of its job",
          "answer ignored: COMPLETED LATE",
          "answer ignored: UNDONE DUPLICATE",
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
          "retry",
          "sent twice",
          "the database was away",
          "undone again",
          "uninstall",
          "upgrade");

  private Paths() {}
}
