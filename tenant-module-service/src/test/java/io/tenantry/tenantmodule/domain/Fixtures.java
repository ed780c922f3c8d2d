package io.tenantry.tenantmodule.domain;

import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobKind;
import io.tenantry.tenantmodule.domain.job.JobOptions;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.JobProblem.StepFailure;
import io.tenantry.tenantmodule.domain.module.DataLocation;
import io.tenantry.tenantmodule.domain.module.InstalledAs;
import io.tenantry.tenantmodule.domain.module.InstalledModule;
import io.tenantry.tenantmodule.domain.module.ModuleName;
import io.tenantry.tenantmodule.domain.tenant.DatabaseLocation;
import io.tenantry.tenantmodule.domain.tenant.Isolation;
import io.tenantry.tenantmodule.domain.tenant.ProvisioningProblem;
import io.tenantry.tenantmodule.domain.tenant.Tenant;
import io.tenantry.tenantmodule.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Tenants, jobs and problems to test with. */
public final class Fixtures {

  public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  public static final Duration TIME_IN_QUEUE = Duration.ofHours(24);
  public static final TenantId ACME = new TenantId("acme");
  public static final ModuleName CARD = new ModuleName("digital_card");
  public static final DatabaseLocation DATABASE = new DatabaseLocation("primary", "tn_1");
  public static final ProvisioningProblem NO_SPACE =
      new ProvisioningProblem("disk-full", "The disk is full. Make room.");

  private Fixtures() {}

  public static Tenant newTenant() {
    return Tenant.registered(ACME, "Acme Ltd.", Isolation.DATABASE, NOW);
  }

  public static Tenant readyTenant() {
    return newTenant().provisioned(DATABASE);
  }

  public static Tenant unusableTenant() {
    return newTenant().provisioningFailed(NO_SPACE);
  }

  /** A queued job that installs {@link #CARD} for {@link #ACME}. */
  public static Job queuedJob() {
    Job.Request request =
        new Job.Request(
            JobKind.INSTALL,
            CARD,
            "^1",
            "{\"a\":1}",
            JobOptions.prereleases(true),
            Optional.empty(),
            Optional.empty());
    return Job.requested(
        new UUID(0, 1), ACME, request, "ada@acme.example", NOW, NOW.plus(TIME_IN_QUEUE));
  }

  public static JobProblem failedScript() {
    return new JobProblem(
        "script-failed",
        "relation \"card\" already exists",
        Optional.of(
            new StepFailure(
                Optional.of("digital_card"),
                Optional.of("1.0.0"),
                Optional.of("tenant-migrations"),
                Optional.of("db/tenant/V2__cards.sql"),
                Optional.of(7),
                Optional.of("42P07"),
                Optional.of("create table card"))));
  }

  /** That module of {@link #ACME}, in version 1.0.0. */
  public static InstalledModule installed(ModuleName module, InstalledAs installedAs) {
    return installed(module, installedAs, "{}");
  }

  /** The same with those parameters. */
  public static InstalledModule installed(
      ModuleName module, InstalledAs installedAs, String parameters) {
    return new InstalledModule(
        ACME,
        module,
        "1.0.0",
        installedAs,
        "App",
        List.of(),
        parameters,
        locationOf(module),
        UUID.randomUUID(),
        NOW);
  }

  /** Where the data of that module of {@link #ACME} lives. */
  public static DataLocation locationOf(ModuleName module) {
    return new DataLocation(
        DATABASE.server(),
        DATABASE.database(),
        module.value(),
        module + "_app",
        "secret/acme/" + module);
  }
}
