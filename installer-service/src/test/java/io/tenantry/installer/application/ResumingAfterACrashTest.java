package io.tenantry.installer.application;

import static io.tenantry.installer.domain.Fixtures.ACME;
import static io.tenantry.installer.domain.Fixtures.job;
import static io.tenantry.installer.domain.Fixtures.module;
import static io.tenantry.installer.domain.Fixtures.packageOf;
import static io.tenantry.installer.domain.Fixtures.upgradeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.installer.application.Crashes.Crash;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.domain.migration.ScriptFailure;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.TaskState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A worker dies before or after any of the instants at which something becomes durable: a unit of
 * work, a run of scripts, a removal. The next one goes on, and the end is the same.
 */
class ResumingAfterACrashTest {

  private static final ScriptFailure FAILURE =
      new ScriptFailure("x", Optional.empty(), Optional.empty(), Optional.empty(), "no");

  private Installer installer;
  private Job job;
  private Map<String, List<String>> before;

  @TestFactory
  Stream<DynamicTest> aJobIsCompletedAndEveryScriptAppliedOnce() {
    return atEveryInstant(this::aJobIsApproved, this::assertCompleted);
  }

  @TestFactory
  Stream<DynamicTest> aFailingJobIsUndoneWhole() {
    return atEveryInstant(this::aJobFailsInItsLastStep, this::assertUndone);
  }

  @TestFactory
  Stream<DynamicTest> anUpgradeIsCompletedAndEveryScriptAppliedOnce() {
    return atEveryInstant(this::anUpgradeIsApproved, this::assertUpgraded);
  }

  @TestFactory
  Stream<DynamicTest> aFailingUpgradeIsTakenBackWhole() {
    return atEveryInstant(this::anUpgradeFailsInItsLastStep, this::assertAsBefore);
  }

  private void anUpgradeIsApproved() {
    installer = new Installer();
    installer.packages.put("identity@1.1.0", packageOf(2, 3, 1));
    installer.packages.put("mail@1.1.0", packageOf(1, 4, 2));
    installer.approve(job("identity", "mail"));
    installer.workToTheEnd();
    installer.told.events.clear();
    before = installer.schemas();
    job = installer.approve(upgradeOf(ACME, "identity", "mail"));
  }

  private void anUpgradeFailsInItsLastStep() {
    anUpgradeIsApproved();
    installer.migrator.answers("setUp tn_acme/mail", () -> new Outcome.Failed(FAILURE));
  }

  private void assertUpgraded() {
    assertThat(installer.now(job).state()).isEqualTo(TaskState.COMPLETED);
    assertThat(installer.told.events).containsExactly("completed in tn_acme");
    assertThat(installer.migrator.schemas)
        .allSatisfy((schema, scripts) -> assertThat(scripts).doesNotHaveDuplicates());
    assertThat(installer.migrator.schemas.get("tn_acme/mail")).hasSize(6);
  }

  private void assertAsBefore() {
    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.told.events).hasSize(2);
    assertThat(installer.schemas()).isEqualTo(before);
    assertThat(installer.uses.versionsOf(module("mail"))).containsExactly("acme 1.0.0");
  }

  private void aJobIsApproved() {
    installer = new Installer();
    job = installer.approve(job("identity", "mail"));
  }

  private void aJobFailsInItsLastStep() {
    aJobIsApproved();
    installer.migrator.answers("setUp tn_acme/mail", () -> new Outcome.Failed(FAILURE));
  }

  private void assertCompleted() {
    assertThat(installer.now(job).state()).isEqualTo(TaskState.COMPLETED);
    assertThat(installer.told.events).containsExactly("completed in tn_acme");
    assertThat(installer.migrator.schemas)
        .containsOnlyKeys("landlord/identity", "tn_acme/identity", "landlord/mail", "tn_acme/mail")
        .allSatisfy((schema, scripts) -> assertThat(scripts).doesNotHaveDuplicates())
        .containsEntry("landlord/mail", List.of("db/landlord/V1__script.sql"));
    assertThat(installer.told.sequences).isSorted().doesNotHaveDuplicates();
  }

  private void assertUndone() {
    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.told.events)
        .hasSize(2)
        .first()
        .isEqualTo("failed: mail 1.0.0 setup, script-failed, x, no");
    assertThat(installer.told.events.get(1))
        .startsWith("rolled back: [mail 1.0.0 setup,")
        .endsWith("identity 1.0.0 preflight]");
    assertThat(installer.migrator.schemas).isEmpty();
    assertThat(installer.told.sequences).isSorted().doesNotHaveDuplicates();
  }

  /** As many tests as there are instants, which a run without a crash tells. */
  private Stream<DynamicTest> atEveryInstant(Runnable given, Runnable then) {
    given.run();
    installer.crashes.at(Integer.MAX_VALUE);
    installer.workToTheEnd();
    int instants = installer.crashes.instantsSince(Integer.MAX_VALUE);
    return IntStream.rangeClosed(1, instants)
        .mapToObj(
            instant ->
                DynamicTest.dynamicTest(
                    "crash at instant " + instant,
                    () -> {
                      given.run();
                      crashAt(instant);
                      installer.workToTheEnd();
                      then.run();
                    }));
  }

  private void crashAt(int instant) {
    installer.crashes.at(instant);
    assertThatExceptionOfType(Crash.class).isThrownBy(installer::workToTheEnd);
    installer.crashes.never();
    installer.tasks.letLeasesRunOut();
  }
}
