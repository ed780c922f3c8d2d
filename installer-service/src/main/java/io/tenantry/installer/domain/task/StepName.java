package io.tenantry.installer.domain.task;

import java.util.Arrays;

/** The steps of one module, in their order. */
public enum StepName {
  PREFLIGHT("preflight"),
  LANDLORD_MIGRATIONS("landlord-migrations"),
  TENANT_MIGRATIONS("tenant-migrations"),
  SETUP("setup");

  private final String label;

  StepName(String label) {
    this.label = label;
  }

  /** Its name in events and in the API. */
  public String label() {
    return label;
  }

  /** The step with that name. */
  public static StepName labelled(String label) {
    return Arrays.stream(values())
        .filter(name -> name.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no step is called " + label));
  }
}
