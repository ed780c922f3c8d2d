package io.tenantry.installer.domain.task;

import io.tenantry.installer.domain.plan.Action;
import java.util.List;

/** What steps there are. */
public enum StepName {
  PREFLIGHT("preflight"),
  LANDLORD_MIGRATIONS("landlord-migrations"),
  /** Kept data is put back. */
  RESTORE("restore"),
  TENANT_MIGRATIONS("tenant-migrations"),
  SETUP("setup"),
  /** What the manifest promises is looked for. */
  VERIFICATION("verification"),
  /** The module's own service takes leave of the tenant. */
  TEARDOWN("teardown"),
  /** The module's data goes out of everybody's way, and stays as it is. */
  SET_ASIDE("set-aside");

  private final String label;

  StepName(String label) {
    this.label = label;
  }

  /** Its name in events and in the API. */
  public String label() {
    return label;
  }

  /** The steps for one module, in their order. */
  static List<StepName> of(Action action) {
    return switch (action) {
      case INSTALL, UPGRADE ->
          List.of(PREFLIGHT, LANDLORD_MIGRATIONS, TENANT_MIGRATIONS, SETUP, VERIFICATION);
      case RESTORE ->
          List.of(PREFLIGHT, LANDLORD_MIGRATIONS, RESTORE, TENANT_MIGRATIONS, SETUP, VERIFICATION);
      case REMOVE -> List.of(PREFLIGHT, TEARDOWN, SET_ASIDE);
    };
  }
}
