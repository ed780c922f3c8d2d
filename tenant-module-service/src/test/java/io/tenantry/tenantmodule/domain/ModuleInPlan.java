package io.tenantry.tenantmodule.domain;

import io.tenantry.tenantmodule.domain.job.PlanAction;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.module.InstalledAs;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.module.Permission;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds a module of a plan: new, version 1.0.0, requested, free of conditions. */
public final class ModuleInPlan {

  private final String name;
  private String version = "1.0.0";
  private Optional<String> fromVersion = Optional.empty();
  private PlanAction action = PlanAction.INSTALL;
  private InstalledAs installedAs = InstalledAs.REQUESTED;
  private List<String> features = List.of();
  private Optional<String> parametersSchema = Optional.empty();

  private ModuleInPlan(String name) {
    this.name = name;
  }

  public static ModuleInPlan module(String name) {
    return new ModuleInPlan(name);
  }

  /** It is there in one version and gets another. */
  public ModuleInPlan upgraded(String from, String to) {
    action = PlanAction.UPGRADE;
    fromVersion = Optional.of(from);
    version = to;
    return this;
  }

  /** It gets another version, and it is not said which one it has. */
  public ModuleInPlan upgradedFromSomething() {
    action = PlanAction.UPGRADE;
    return this;
  }

  /** It is there and goes. */
  public ModuleInPlan removed() {
    action = PlanAction.REMOVE;
    fromVersion = Optional.of(version);
    return this;
  }

  public ModuleInPlan asDependency() {
    installedAs = InstalledAs.DEPENDENCY;
    return this;
  }

  public ModuleInPlan requiringFeatures(String... names) {
    features = List.of(names);
    return this;
  }

  public ModuleInPlan withParametersSchema(String schema) {
    parametersSchema = Optional.of(schema);
    return this;
  }

  public PlannedModule planned() {
    return new PlannedModule(
        new ModuleName(name),
        version,
        fromVersion,
        action,
        installedAs,
        "sha256:" + "0".repeat(64),
        1_000,
        "/v1/modules/" + name + "/versions/" + version + "/package",
        "App\\" + name,
        features,
        Map.of(),
        List.of(new Permission(name + ".view", "See it.")),
        parametersSchema,
        Optional.empty());
  }
}
