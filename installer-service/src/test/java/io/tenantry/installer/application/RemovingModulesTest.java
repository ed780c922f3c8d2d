package io.tenantry.installer.application;

import static io.tenantry.installer.domain.Fixtures.ACME;
import static io.tenantry.installer.domain.Fixtures.item;
import static io.tenantry.installer.domain.Fixtures.job;
import static io.tenantry.installer.domain.Fixtures.jobOf;
import static io.tenantry.installer.domain.Fixtures.jobWith;
import static io.tenantry.installer.domain.Fixtures.module;
import static io.tenantry.installer.domain.Fixtures.packageOf;
import static io.tenantry.installer.domain.Fixtures.removal;
import static io.tenantry.installer.domain.Fixtures.removalOf;
import static io.tenantry.installer.domain.Fixtures.restoration;
import static io.tenantry.installer.domain.Fixtures.upgradeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.application.port.JobEvents.Remaining;
import io.tenantry.installer.application.port.Migrator.DatabaseRefused;
import io.tenantry.installer.application.port.Migrator.DatabaseUnavailable;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.application.port.Packages;
import io.tenantry.installer.domain.database.DatabaseRef;
import io.tenantry.installer.domain.kept.KeptData;
import io.tenantry.installer.domain.migration.ScriptFailure;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.TaskState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mail 1.0.0 has one landlord script, two tenant scripts and one for its setup. */
class RemovingModulesTest {

  private static final ScriptFailure FAILURE =
      new ScriptFailure("x", Optional.empty(), Optional.empty(), Optional.empty(), "no");
  private static final DatabaseRef GLOBEX = new DatabaseRef("main", "tn_globex");

  private final Installer installer = new Installer();

  @BeforeEach
  void mailIsInstalled() {
    installer.approve(job("mail"));
    installer.workToTheEnd();
    installer.told.events.clear();
    installer.told.progress.clear();
  }

  @Test
  void itsDataIsSetAside() {
    Job removal = remove();

    assertThat(installer.now(removal).state()).isEqualTo(TaskState.COMPLETED);
    assertThat(installer.told.progress)
        .containsExactly(
            "mail preflight STARTED 0",
            "mail preflight COMPLETED 33: the module is there",
            "mail teardown STARTED 33",
            "mail teardown COMPLETED 66: nothing to do",
            "mail set-aside STARTED 66",
            "mail set-aside COMPLETED 100: set aside");
    assertThat(installer.migrator.schemas)
        .containsOnlyKeys("landlord/mail", "tn_acme/" + keptBy(removal).schema());
  }

  @Test
  void itNeedsNoPackage() {
    installer.registry =
        item -> {
          throw new Packages.Corrupt("The package is corrupt.");
        };

    assertThat(installer.now(remove()).state()).isEqualTo(TaskState.COMPLETED);
  }

  @Test
  void whatCannotBeSetAsideStaysAsItWas() {
    Map<String, List<String>> before = installer.schemas();
    installer.migrator.answers("setAside tn_acme/mail", () -> new Outcome.Failed(FAILURE));

    Job removal = remove();

    assertThat(installer.now(removal).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.schemas()).isEqualTo(before);
    assertThat(installer.keptData.has(keptBy(removal).id())).isFalse();
  }

  @Test
  void whoCannotPutItBackIsToldHow() {
    installer.migrator.answers("setAside tn_acme/mail", () -> new Outcome.Failed(FAILURE));
    installer.migrator.answers("putBack tn_acme/mail", () -> new Outcome.Failed(FAILURE));

    Job removal = remove();

    assertThat(installer.now(removal).state()).isEqualTo(TaskState.UNDO_FAILED);
    assertThat(installer.told.remaining)
        .extracting(Remaining::remedy)
        .containsExactly(List.of("put back tn_acme/mail"), List.of(), List.of());
  }

  @Test
  void onePlanMayRemoveAndInstall() {
    Job mixed = installer.approve(jobWith(ACME, removal("mail"), item("letters")));

    installer.workToTheEnd();

    assertThat(installer.now(mixed).state()).isEqualTo(TaskState.COMPLETED);
    assertThat(installer.migrator.schemas)
        .containsOnlyKeys(
            "landlord/mail",
            "landlord/letters",
            "tn_acme/letters",
            "tn_acme/" + keptBy(mixed).schema());
  }

  @Test
  void aMixedPlanIsUndoneInReverse() {
    Map<String, List<String>> before = installer.schemas();
    installer.migrator.answers("setUp tn_acme/letters", () -> new Outcome.Failed(FAILURE));
    Job mixed = installer.approve(jobWith(ACME, removal("mail"), item("letters")));

    installer.workToTheEnd();

    assertThat(installer.now(mixed).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.told.events.get(1))
        .startsWith("rolled back: [letters 1.0.0 setup")
        .endsWith("mail 1.0.0 set-aside, mail 1.0.0 teardown, mail 1.0.0 preflight]");
    assertThat(installer.schemas()).isEqualTo(before);
  }

  @Test
  void itCanBeInstalledAnewBesideItsKeptData() {
    Job removal = remove();
    Job anew = installer.approve(job("mail"));

    installer.workToTheEnd();

    assertThat(installer.now(anew).state()).isEqualTo(TaskState.COMPLETED);
    assertThat(installer.migrator.schemas)
        .containsKeys("tn_acme/mail", "tn_acme/" + keptBy(removal).schema());
  }

  @Test
  void keptDataComesBackAndGoesOnFromTheVersionThatItWasMadeWith() {
    installer.packages.put("mail@1.1.0", packageOf(2, 4, 1));
    KeptData kept = keptBy(remove());
    installer.told.progress.clear();

    Job restoration = restore(kept, "1.1.0");

    assertThat(installer.now(restoration).state()).isEqualTo(TaskState.COMPLETED);
    assertThat(installer.told.progress)
        .contains(
            "mail restore COMPLETED 50: put back",
            "mail tenant-migrations COMPLETED 66: 2 scripts");
    assertThat(installer.migrator.schemas).containsOnlyKeys("landlord/mail", "tn_acme/mail");
    assertThat(installer.keptData.has(kept.id())).isFalse();
  }

  @Test
  void aFailingRestorationKeepsTheData() {
    KeptData kept = keptBy(remove());
    Map<String, List<String>> before = installer.schemas();
    installer.migrator.answers("upgrade tn_acme/mail", () -> new Outcome.Failed(FAILURE));

    Job restoration = restore(kept, "1.0.0");

    assertThat(installer.now(restoration).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.schemas()).isEqualTo(before);
    assertThat(installer.keptData.has(kept.id())).isTrue();
  }

  @Test
  void whatIsNotKeptCannotBeRestored() {
    KeptData kept = keptBy(remove());
    installer.purge(kept);
    installer.workToTheEnd();

    Job restoration = restore(kept, "1.0.0");

    assertThat(installer.now(restoration).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.told.events)
        .anyMatch(text -> text.contains("has no kept data " + kept.id() + " of mail"));
  }

  @Test
  void anUpgradeAfterARestorationHasAWayBack() {
    installer.packages.put("mail@1.1.0", packageOf(1, 3, 1));
    restore(keptBy(remove()), "1.0.0");
    Map<String, List<String>> before = installer.schemas();
    installer.migrator.answers("setUp tn_acme/mail", () -> new Outcome.Failed(FAILURE));
    Job upgrade = installer.approve(upgradeOf(ACME, "mail"));

    installer.workToTheEnd();

    assertThat(installer.now(upgrade).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.schemas()).isEqualTo(before);
  }

  @Test
  void withTheLastDataGoesThePartOfTheLandlordDatabase() {
    KeptData kept = keptBy(remove());
    installer.told.events.clear();

    installer.purge(kept);
    installer.workToTheEnd();

    assertThat(installer.migrator.schemas).isEmpty();
    assertThat(installer.told.events).containsExactly("mail of acme is purged");
    assertThat(installer.uses.hasHolder(module("mail"))).isFalse();
  }

  @Test
  void thePartThatOthersUseStays() {
    installer.tasks.hasDatabase("globex", GLOBEX);
    installer.approve(jobOf("globex", "mail"));
    KeptData kept = keptBy(remove());

    installer.purge(kept);
    installer.workToTheEnd();

    assertThat(installer.migrator.schemas).containsOnlyKeys("landlord/mail", "tn_globex/mail");
    assertThat(installer.uses.usersOf(module("mail"))).containsExactly("globex");
  }

  @Test
  void whoHasInstalledItAnewGoesOnUsingTheLandlordDatabase() {
    KeptData kept = keptBy(remove());
    installer.approve(job("mail"));
    installer.workToTheEnd();

    installer.purge(kept);
    installer.workToTheEnd();

    assertThat(installer.migrator.schemas).containsOnlyKeys("landlord/mail", "tn_acme/mail");
    assertThat(installer.uses.usersOf(module("mail"))).containsExactly("acme");
  }

  @Test
  void aPurgeIsAnsweredHoweverOftenItIsAskedFor() {
    KeptData kept = keptBy(remove());
    installer.told.events.clear();
    installer.purge(kept);
    installer.purge(kept);
    installer.workToTheEnd();

    installer.purge(kept);
    installer.purge(new KeptData(UUID.randomUUID(), module("mail")));

    assertThat(installer.told.events)
        .containsExactly(
            "mail of acme is purged", "mail of acme is purged", "mail of acme is purged");
  }

  @Test
  void aPurgeIsTriedUntilItWorks() {
    KeptData kept = keptBy(remove());
    installer.told.events.clear();
    AtomicInteger tries = new AtomicInteger();
    installer.migrator.habit =
        run -> {
          if (run.startsWith("purge") && tries.incrementAndGet() <= 3 * Installer.MOST_ATTEMPTS) {
            throw tries.get() % 2 == 0
                ? new DatabaseUnavailable("away", new Exception())
                : new DatabaseRefused("refused", new Exception());
          }
          return Optional.empty();
        };

    installer.purge(kept);
    installer.workToTheEnd();

    assertThat(installer.told.events).containsExactly("mail of acme is purged");
    assertThat(tries).hasValue(3 * Installer.MOST_ATTEMPTS + 1);
  }

  @Test
  void nobodyWaitsForAPurge() {
    installer.purge(keptBy(remove()));
    installer.take();
    Job other = installer.approve(job("letters"));

    installer.work();

    assertThat(installer.now(other).state()).isEqualTo(TaskState.COMPLETED);
  }

  private Job remove() {
    Job removal = installer.approve(removalOf(ACME, "mail"));
    installer.workToTheEnd();
    return removal;
  }

  private Job restore(KeptData kept, String version) {
    Job restoration = installer.approve(jobWith(ACME, restoration("mail", version, kept.id())));
    installer.workToTheEnd();
    return restoration;
  }

  private static KeptData keptBy(Job removal) {
    return KeptData.leftBy(removal.id(), module("mail"));
  }
}
