package io.tenantry.registry.application;

import io.tenantry.registry.application.ReservePlan.JobRequested;
import io.tenantry.registry.application.ReservePlan.Kind;
import io.tenantry.registry.domain.InstalledModule;
import io.tenantry.registry.domain.ModuleName;
import io.tenantry.registry.domain.PlanItem;
import io.tenantry.registry.domain.resolution.Catalogue;
import io.tenantry.registry.domain.resolution.Resolution.Plan;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a job does, given what was found to have to change.
 *
 * @param unused modules that an uninstallation leaves without a need for them, in removal order
 */
record JobPlan(List<PlanItem> items, List<ModuleName> unused) {

  static JobPlan of(Catalogue catalogue, JobRequested job, Plan plan) {
    return new JobPlan(
        items(catalogue, job, plan),
        job.kind() == Kind.UNINSTALL
            ? plan.unused().stream().map(InstalledModule::module).toList()
            : List.of());
  }

  /**
   * A module that is to be upgraded is among it also when its version stays, because new parameters
   * alone are an upgrade. It comes last then: nothing else waits for what stays.
   */
  private static List<PlanItem> items(Catalogue catalogue, JobRequested job, Plan plan) {
    boolean stays =
        job.kind() == Kind.UPGRADE
            && plan.items().stream().noneMatch(item -> item.module().equals(job.module()));
    return stays
        ? Stream.concat(plan.items().stream(), staying(catalogue, job)).toList()
        : plan.items();
  }

  private static Stream<PlanItem> staying(Catalogue catalogue, JobRequested job) {
    return job.installed().stream()
        .filter(one -> one.module().equals(job.module()))
        .map(one -> staying(catalogue, one));
  }

  /** The resolver takes nothing for installed that is not in the catalogue. */
  private static PlanItem staying(Catalogue catalogue, InstalledModule installed) {
    return PlanItem.staying(
        catalogue.find(installed.module(), installed.version()).orElseThrow(),
        installed.installedAs());
  }
}
