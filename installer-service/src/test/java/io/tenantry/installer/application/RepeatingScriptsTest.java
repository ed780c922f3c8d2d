package io.tenantry.installer.application;

import static io.tenantry.installer.domain.Fixtures.ACME;
import static io.tenantry.installer.domain.Fixtures.job;
import static io.tenantry.installer.domain.Fixtures.jobOf;
import static io.tenantry.installer.domain.Fixtures.upgrade;
import static io.tenantry.installer.domain.Fixtures.upgradeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.application.port.JobEvents.Remaining;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.domain.Fixtures;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.migration.Grants;
import io.tenantry.installer.domain.migration.Script;
import io.tenantry.installer.domain.migration.ScriptFailure;
import io.tenantry.installer.domain.plan.ModulePackage;
import io.tenantry.installer.domain.plan.ModulePackage.Part;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.TaskState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Repeatable scripts of a module that two tenants use in several versions. */
class RepeatingScriptsTest {

  private static final ScriptFailure FAILURE =
      new ScriptFailure("x", Optional.empty(), Optional.empty(), Optional.empty(), "no");
  private static final Script UNDO = new Script("db/landlord/UR__rule.sql", "drop rule");

  private final Installer installer = new Installer();

  @BeforeEach
  void threeVersionsAndTwoTenants() {
    installer.tasks.hasDatabase("globex", new DatabaseRef("main", "tn_globex"));
    installer.packages.put("mail@1.0.0", version("one", List.of(), List.of()));
    installer.packages.put("mail@1.1.0", version("two", List.of(), List.of()));
    installer.packages.put("mail@1.10.0", version("three", List.of(), List.of()));
    installer.approve(job("mail"));
    installer.approve(jobOf("globex", "mail"));
    installer.workToTheEnd();
    installer.told.events.clear();
  }

  @Test
  void theLatestVersionInUseSaysHowASharedScriptIs() {
    upgradeTo("globex", "1.10.0");
    assertThat(shared()).containsExactly(trace("landlord", "three"));

    upgradeTo(ACME, "1.1.0");

    assertThat(shared()).containsExactly(trace("landlord", "three"));
    assertThat(installer.migrator.schemas.get("tn_acme/mail"))
        .contains(trace("tenant", "two"))
        .doesNotContain(trace("tenant", "one"));
  }

  @Test
  void anInstallationOfAnOlderVersionLeavesItAsItIs() {
    installer.tasks.hasDatabase("initech", new DatabaseRef("main", "tn_initech"));
    upgradeTo("globex", "1.1.0");

    installer.approve(jobOf("initech", "mail"));
    installer.workToTheEnd();

    assertThat(shared()).containsExactly(trace("landlord", "two"));
    assertThat(installer.migrator.schemas.get("tn_initech/mail")).contains(trace("tenant", "one"));
  }

  @Test
  void aFailingUpgradeRunsTheFormerOneAgain() {
    Map<String, List<String>> before = installer.schemas();
    installer.migrator.answers("setUp tn_acme/mail", () -> new Outcome.Failed(FAILURE));

    Job upgrade = upgradeTo(ACME, "1.1.0");

    assertThat(installer.now(upgrade).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.schemas()).isEqualTo(before);
  }

  @Test
  void aFailingUpgradeLeavesToOthersWhatALaterVersionMade() {
    upgradeTo("globex", "1.10.0");
    installer.migrator.answers("setUp tn_acme/mail", () -> new Outcome.Failed(FAILURE));

    upgradeTo(ACME, "1.1.0");

    assertThat(shared()).containsExactly(trace("landlord", "three"));
    assertThat(installer.migrator.schemas.get("tn_acme/mail")).contains(trace("tenant", "one"));
  }

  @Test
  void oneThatIsNewIsTakenBackByItsUndo() {
    Script rule = new Script("db/landlord/R__rule.sql", "create rule");
    installer.packages.put("mail@1.1.0", version("two", List.of(rule), List.of(UNDO)));
    Map<String, List<String>> before = installer.schemas();
    installer.migrator.answers("setUp tn_acme/mail", () -> new Outcome.Failed(FAILURE));

    Job upgrade = upgradeTo(ACME, "1.1.0");

    assertThat(installer.now(upgrade).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.schemas()).isEqualTo(before);
  }

  @Test
  void oneThatIsNewAndHasNoUndoIsRefusedBeforeAnythingIsChanged() {
    Script rule = new Script("db/landlord/R__rule.sql", "create rule");
    installer.packages.put("mail@1.1.0", version("two", List.of(rule), List.of()));
    Map<String, List<String>> before = installer.schemas();

    upgradeTo(ACME, "1.1.0");

    assertThat(installer.told.events.get(0))
        .contains(
            "preflight-failed",
            "Nothing takes db/landlord/R__rule.sql back in database landlord on server main, where version 1.0.0 is in use; the package needs its undo script.")
        .doesNotContain("R__view.sql");
    assertThat(installer.schemas()).isEqualTo(before);
  }

  @Test
  void whoCannotBeTakenBackIsToldHow() {
    installer.migrator.answers("setUp tn_acme/mail", () -> new Outcome.Failed(FAILURE));
    installer.migrator.answers("goBack tn_acme/mail", () -> new Outcome.Failed(FAILURE));

    Job upgrade = upgradeTo(ACME, "1.1.0");

    assertThat(installer.now(upgrade).state()).isEqualTo(TaskState.UNDO_FAILED);
    assertThat(installer.told.remaining).extracting(Remaining::remedy).isNotEmpty();
  }

  private Job upgradeTo(String tenant, String version) {
    Job like = upgradeOf(tenant, "mail");
    Job job =
        new Job(
            UUID.randomUUID(), tenant, List.of(upgrade("mail", version, "{}")), like.deadline());
    installer.approve(job);
    installer.workToTheEnd();
    return job;
  }

  /** What the repeatable scripts have left in the landlord database. */
  private List<String> shared() {
    return installer.migrator.schemas.get("landlord/mail").stream()
        .filter(trace -> trace.contains("R__"))
        .toList();
  }

  private static String trace(String where, String text) {
    return InMemoryParts.trace(view("db/" + where, text));
  }

  /** A version whose repeatable scripts say that. */
  private static ModulePackage version(String text, List<Script> more, List<Script> undo) {
    ModulePackage plain = Fixtures.packageOf(1, 1, 1);
    return new ModulePackage(
        with(plain.landlord(), "db/landlord", text, more, undo),
        with(plain.tenant(), "db/tenant", text, List.of(), List.of()),
        plain.setup());
  }

  private static Part with(
      Part part, String directory, String text, List<Script> more, List<Script> undo) {
    List<Script> scripts = new java.util.ArrayList<>(part.scripts());
    scripts.add(view(directory, text));
    scripts.addAll(more);
    List<Script> undos = new java.util.ArrayList<>(part.undo());
    undos.addAll(undo);
    return new Part(scripts, undos, Grants.NONE);
  }

  private static Script view(String directory, String text) {
    return new Script(directory + "/R__view.sql", text);
  }
}
