package io.tenantry.installer.application;

import static io.tenantry.installer.domain.Fixtures.ACME;
import static io.tenantry.installer.domain.Fixtures.job;
import static io.tenantry.installer.domain.Fixtures.jobWith;
import static io.tenantry.installer.domain.Fixtures.module;
import static io.tenantry.installer.domain.Fixtures.needing;
import static io.tenantry.installer.domain.Fixtures.packageOf;
import static io.tenantry.installer.domain.Fixtures.removalOf;
import static io.tenantry.installer.domain.Fixtures.restoration;
import static io.tenantry.installer.domain.Fixtures.upgradeOf;
import static io.tenantry.installer.domain.Fixtures.withService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.installer.application.Crashes.Crash;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.domain.kept.KeptData;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.migration.ScriptFailure;
import io.tenantry.installer.domain.participant.RequestState;
import io.tenantry.installer.domain.plan.ModulePackage;
import io.tenantry.installer.domain.plan.ModulePackage.Part;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
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
  private KeptData kept;
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

  @TestFactory
  Stream<DynamicTest> aRemovalIsCompletedAndItsDataKept() {
    return atEveryInstant(this::aRemovalIsApproved, this::assertRemoved);
  }

  @TestFactory
  Stream<DynamicTest> aFailingRemovalIsTakenBackWhole() {
    return atEveryInstant(this::aRemovalFailsInItsLastStep, this::assertAsBefore);
  }

  @TestFactory
  Stream<DynamicTest> keptDataIsRestoredOnce() {
    return atEveryInstant(this::aRestorationIsApproved, this::assertRestored);
  }

  @TestFactory
  Stream<DynamicTest> aFailingRestorationKeepsTheData() {
    return atEveryInstant(this::aRestorationFailsInItsLastStep, this::assertKeptAsBefore);
  }

  @TestFactory
  Stream<DynamicTest> keptDataIsPurgedWhole() {
    return atEveryInstant(this::aPurgeIsOrdered, this::assertPurged);
  }

  @TestFactory
  Stream<DynamicTest> aServiceSetsUpOnce() {
    return atEveryInstant(this::aModuleWithAServiceIsApproved, this::assertSetUpOnce);
  }

  @TestFactory
  Stream<DynamicTest> whatAServiceRefusesIsUndoneByIt() {
    return atEveryInstant(this::aServiceRefuses, this::assertUndoneByTheService);
  }

  @TestFactory
  Stream<DynamicTest> anUpgradeThatFailsAfterTheServiceIsTakenBackByIt() {
    return atEveryInstant(this::anUpgradeFailsAfterTheService, this::assertServiceAsBefore);
  }

  @TestFactory
  Stream<DynamicTest> aServiceTearsDownOnce() {
    return atEveryInstant(this::aModuleWithAServiceIsRemoved, this::assertTornDownOnce);
  }

  private void aModuleWithAServiceIsApproved() {
    installer = new Installer();
    installer.packages.put("mail", withService(needing(packageOf(1, 2, 1), "citext")));
    job = installer.approve(job("identity", "mail"));
  }

  private void assertSetUpOnce() {
    assertCompleted();
    assertThat(installer.services.heard).containsExactly("mail INSTALL");
    assertThat(installer.participants.states()).containsExactly(RequestState.COMPLETED);
  }

  private void aServiceRefuses() {
    aModuleWithAServiceIsApproved();
    installer.services.refuse = true;
  }

  private void assertUndoneByTheService() {
    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.migrator.schemas).isEmpty();
    assertThat(installer.services.heard).containsExactly("mail INSTALL", "undo of mail INSTALL");
    assertThat(installer.participants.states()).containsExactly(RequestState.UNDONE);
  }

  private void anUpgradeFailsAfterTheService() {
    aModuleWithAServiceIsApproved();
    installer.workToTheEnd();
    installer.told.events.clear();
    before = installer.schemas();
    installer.packages.put("mail@1.1.0", withService(packageOf(1, 3, 1)));
    installer.packages.put("identity@1.1.0", packageOf(2, 3, 1));
    installer.migrator.answers("setUp tn_acme/identity", () -> new Outcome.Failed(FAILURE));
    job = installer.approve(upgradeOf(ACME, "mail", "identity"));
  }

  private void assertServiceAsBefore() {
    assertAsBefore();
    assertThat(installer.services.heard)
        .containsExactly("mail INSTALL", "mail UPGRADE", "undo of mail UPGRADE");
    assertThat(installer.participants.states())
        .containsExactly(RequestState.COMPLETED, RequestState.UNDONE);
  }

  private void aModuleWithAServiceIsRemoved() {
    aModuleWithAServiceIsApproved();
    installer.workToTheEnd();
    installer.told.events.clear();
    job = installer.approve(removalOf(ACME, "mail", "identity"));
  }

  private void assertTornDownOnce() {
    assertRemoved();
    assertThat(installer.services.heard).containsExactly("mail INSTALL", "mail REMOVE");
  }

  private void modulesAreInstalled() {
    installer = new Installer();
    installer.approve(job("identity", "mail"));
    installer.workToTheEnd();
    installer.told.events.clear();
    before = installer.schemas();
  }

  private void aRemovalIsApproved() {
    modulesAreInstalled();
    job = installer.approve(removalOf(ACME, "mail", "identity"));
  }

  private void aRemovalFailsInItsLastStep() {
    aRemovalIsApproved();
    installer.migrator.answers("setAside tn_acme/identity", () -> new Outcome.Failed(FAILURE));
  }

  private void mailIsRemoved() {
    modulesAreInstalled();
    job = installer.approve(removalOf(ACME, "mail"));
    installer.workToTheEnd();
    installer.told.events.clear();
    before = installer.schemas();
  }

  private KeptData keptMail() {
    return KeptData.leftBy(job.id(), module("mail"));
  }

  private void aRestorationIsApproved() {
    mailIsRemoved();
    installer.packages.put("mail@1.1.0", packageOf(1, 3, 1));
    kept = keptMail();
    job = installer.approve(jobWith(ACME, restoration("mail", "1.1.0", kept.id())));
  }

  private void aRestorationFailsInItsLastStep() {
    aRestorationIsApproved();
    installer.migrator.answers("setUp tn_acme/mail", () -> new Outcome.Failed(FAILURE));
  }

  private void aPurgeIsOrdered() {
    mailIsRemoved();
    kept = keptMail();
    installer.purge(kept);
  }

  private void assertRemoved() {
    assertThat(installer.now(job).state()).isEqualTo(TaskState.COMPLETED);
    assertThat(installer.told.events).containsExactly("completed in tn_acme");
    KeptData identity = KeptData.leftBy(job.id(), module("identity"));
    assertThat(installer.migrator.schemas)
        .containsOnlyKeys(
            "landlord/identity",
            "landlord/mail",
            "tn_acme/" + identity.schema(),
            "tn_acme/" + keptMail().schema());
    assertThat(installer.keptData.has(identity.id())).isTrue();
    assertThat(installer.keptData.has(keptMail().id())).isTrue();
    assertThat(installer.uses.versionsOf(module("mail"))).containsExactly("acme 1.0.0");
  }

  private void assertRestored() {
    assertThat(installer.now(job).state()).isEqualTo(TaskState.COMPLETED);
    assertThat(installer.migrator.schemas.get("tn_acme/mail")).hasSize(4).doesNotHaveDuplicates();
    assertThat(installer.migrator.schemas).doesNotContainKey("tn_acme/" + kept.schema());
    assertThat(installer.keptData.has(kept.id())).isFalse();
    assertThat(installer.uses.versionsOf(module("mail"))).containsExactly("acme 1.1.0");
  }

  private void assertKeptAsBefore() {
    assertAsBefore();
    assertThat(installer.keptData.has(kept.id())).isTrue();
  }

  private void assertPurged() {
    assertThat(installer.told.events).containsExactly("mail of acme is purged");
    assertThat(installer.migrator.schemas)
        .containsOnlyKeys("landlord/identity", "tn_acme/identity");
    assertThat(installer.keptData.has(kept.id())).isFalse();
    assertThat(installer.uses.usersOf(module("mail"))).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> whatRunsAloneAndWhatRunsAgainIsAppliedOnce() {
    return atEveryInstant(this::anUpgradeWithEveryKindOfScript, this::assertEveryKindIsThere);
  }

  @TestFactory
  Stream<DynamicTest> whatRanAloneAndWhatRanAgainIsTakenBackWhole() {
    return atEveryInstant(this::anUpgradeWithEveryKindOfScriptFails, this::assertAsBefore);
  }

  @TestFactory
  Stream<DynamicTest> anInstallationWithEveryKindOfScriptIsUndoneWhole() {
    return atEveryInstant(this::anInstallationWithEveryKindOfScriptFails, this::assertNothingLeft);
  }

  private void anUpgradeWithEveryKindOfScript() {
    installer = new Installer();
    installer.packages.put("mail@1.0.0", everyKind("former"));
    installer.packages.put("mail@1.1.0", everyKindAndMore("newer"));
    installer.approve(job("mail"));
    installer.workToTheEnd();
    installer.told.events.clear();
    before = installer.schemas();
    job = installer.approve(upgradeOf(ACME, "mail"));
  }

  private void anUpgradeWithEveryKindOfScriptFails() {
    anUpgradeWithEveryKindOfScript();
    installer.migrator.answers("setUp tn_acme/mail", () -> new Outcome.Failed(FAILURE));
  }

  private void anInstallationWithEveryKindOfScriptFails() {
    installer = new Installer();
    installer.packages.put("mail@1.0.0", everyKindAndMore("first"));
    job = installer.approve(job("mail"));
    installer.migrator.answers("setUp tn_acme/mail", () -> new Outcome.Failed(FAILURE));
  }

  private void assertNothingLeft() {
    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.migrator.schemas).isEmpty();
  }

  private void assertEveryKindIsThere() {
    assertThat(installer.now(job).state()).isEqualTo(TaskState.COMPLETED);
    assertThat(installer.migrator.schemas.get("tn_acme/mail"))
        .doesNotHaveDuplicates()
        .noneMatch(trace -> trace.startsWith("half"))
        .hasSize(7);
    assertThat(installer.migrator.schemas.get("landlord/mail")).hasSize(6);
  }

  /** Two scripts, of which one runs alone, and one that runs again. */
  private static ModulePackage everyKind(String text) {
    ModulePackage plain = packageOf(2, 2, 1);
    return new ModulePackage(
        lone(plain.landlord(), text), lone(plain.tenant(), text), plain.setup());
  }

  /** The same with two more, and one more that runs again. */
  private static ModulePackage everyKindAndMore(String text) {
    ModulePackage plain = packageOf(4, 4, 1);
    return new ModulePackage(
        more(lone(plain.landlord(), text)), more(lone(plain.tenant(), text)), plain.setup());
  }

  /** Scripts with even numbers run alone. */
  private static Part lone(Part part, String text) {
    String directory = directory(part);
    List<Script> scripts = new ArrayList<>(part.scripts().stream().map(evenAlone()).toList());
    scripts.add(new Script(directory + "R__view.sql", text));
    return new Part(scripts, part.undo().stream().map(evenAlone()).toList(), part.grants());
  }

  private static Part more(Part part) {
    String directory = directory(part);
    List<Script> scripts = new ArrayList<>(part.scripts());
    scripts.add(new Script(directory + "R__rule.sql", "new"));
    List<Script> undo = new ArrayList<>(part.undo());
    undo.add(new Script(directory + "UR__rule.sql", "gone"));
    return new Part(scripts, undo, part.grants());
  }

  private static String directory(Part part) {
    String path = part.scripts().get(0).path();
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private static UnaryOperator<Script> evenAlone() {
    return script ->
        new Script(script.path(), script.content(), !script.path().matches(".*[VU](2|4)__.*"));
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
    installer.packages.put("mail", needing(packageOf(1, 2, 1), "citext"));
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
    assertThat(installer.extensions.there.get("tn_acme")).containsExactly("citext");
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
