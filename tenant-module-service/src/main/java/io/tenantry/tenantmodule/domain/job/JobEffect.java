package io.tenantry.tenantmodule.domain.job;

import io.tenantry.tenantmodule.domain.module.DataLocation;
import io.tenantry.tenantmodule.domain.module.InstalledAs;
import io.tenantry.tenantmodule.domain.module.InstalledModule;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a job makes of the modules that its tenant has when it begins. */
public final class JobEffect {

  private static final String NO_PARAMETERS = "{}";

  private final Job job;
  private final Map<ModuleName, InstalledModule> before;

  public JobEffect(Job job, List<InstalledModule> before) {
    this.job = job;
    this.before =
        before.stream().collect(Collectors.toMap(InstalledModule::module, Function.identity()));
  }

  /** Parameters were asked for one module alone; every other one keeps those that it has. */
  public String parametersOf(PlannedModule planned) {
    return planned.module().equals(job.module())
        ? job.parameters()
        : before(planned).map(InstalledModule::parameters).orElse(NO_PARAMETERS);
  }

  /** The data that the module begins with; what is not installed has its own. */
  public Optional<Restore> restoreOf(PlannedModule planned) {
    return planned.module().equals(job.module()) && planned.action() == PlanAction.INSTALL
        ? job.restore()
        : Optional.empty();
  }

  /** The module as the tenant has it when the job is done. */
  public InstalledModule after(PlannedModule planned, DataLocation location, Instant now) {
    return new InstalledModule(
        job.tenantId(),
        planned.module(),
        planned.version(),
        installedAs(planned),
        planned.namespace(),
        planned.permissions(),
        parametersOf(planned),
        location,
        job.id(),
        now);
  }

  /** An upgrade is no new reason to have the module. */
  private InstalledAs installedAs(PlannedModule planned) {
    return before(planned).map(InstalledModule::installedAs).orElse(planned.installedAs());
  }

  /** The module as the tenant has it when the job begins. */
  public Optional<InstalledModule> before(PlannedModule planned) {
    return Optional.ofNullable(before.get(planned.module()));
  }
}
