package io.tenantry.tenantmodule.application;

import static io.tenantry.tenantmodule.domain.Fixtures.ACME;
import static io.tenantry.tenantmodule.domain.Fixtures.readyTenant;
import static io.tenantry.tenantmodule.domain.ModuleInPlan.module;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.tenantmodule.domain.job.DataChoice;
import io.tenantry.tenantmodule.domain.job.Job;
import io.tenantry.tenantmodule.domain.job.JobProblem;
import io.tenantry.tenantmodule.domain.job.JobState;
import io.tenantry.tenantmodule.domain.job.PlannedModule;
import io.tenantry.tenantmodule.domain.subscription.Subscription;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LimitingModulesTest {

  private final Service service = new Service();

  @BeforeEach
  void aTenantMayHaveTwoModules() {
    service.tenants.has(readyTenant());
    service.subscriptions.has(
        new Subscription(ACME, "small", true, Set.of(), Set.of(), Optional.of(2)));
  }

  @Test
  void asManyAsItMayHaveAreAllowed() {
    assertThat(install("mail")).isEqualTo(JobState.SUCCEEDED);
    assertThat(install("cards")).isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  void oneMoreIsRefused() {
    install("mail");
    install("cards");

    Job job = reserved("chat", module("chat").planned());

    assertThat(service.now(job).problem())
        .contains(
            JobProblem.refusal(
                "subscription-refused",
                "The plan 'small' of tenant acme allows 2 modules; it has 2 and would get 1"
                    + " more."));
  }

  @Test
  void allModulesOfAPlanCount() {
    install("mail");

    Job job =
        reserved("cards", module("identity").asDependency().planned(), module("cards").planned());

    assertThat(service.now(job).state()).isEqualTo(JobState.FAILED);
  }

  @Test
  void anUpgradeTakesNoMoreRoom() {
    install("mail");
    install("cards");
    Job upgrade = service.acceptedUpgrade("mail", "^2.0");

    service.reserve(upgrade, module("mail").upgraded("1.0.0", "2.0.0").planned());

    assertThat(service.now(upgrade).state()).isEqualTo(JobState.RUNNING);
  }

  @Test
  void aJobThatEndsBadlyGivesItsRoomBack() {
    install("mail");
    Job failed = reserved("cards", module("cards").planned());
    service.fail(failed);
    service.rollBack(failed);

    assertThat(install("chat")).isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  void aRemovedModuleGivesItsRoomBack() {
    install("mail");
    install("cards");
    Job removal = service.acceptedUninstall("mail", DataChoice.KEEP);
    service.reserve(removal, module("mail").removed().planned());
    service.complete(removal);

    assertThat(install("chat")).isEqualTo(JobState.SUCCEEDED);
  }

  private JobState install(String name) {
    Job job = reserved(name, module(name).planned());
    service.complete(job);
    return service.now(job).state();
  }

  private Job reserved(String name, PlannedModule... plan) {
    Job job = service.accepted(name);
    service.reserve(job, plan);
    return job;
  }
}
