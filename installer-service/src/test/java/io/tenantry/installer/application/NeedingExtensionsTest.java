package io.tenantry.installer.application;

import static io.tenantry.installer.domain.Fixtures.job;
import static io.tenantry.installer.domain.Fixtures.needing;
import static io.tenantry.installer.domain.Fixtures.packageOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.application.port.Migrator.DatabaseRefused;
import io.tenantry.installer.application.port.Migrator.Outcome;
import io.tenantry.installer.domain.migration.ScriptFailure;
import io.tenantry.installer.domain.task.Job;
import io.tenantry.installer.domain.task.TaskState;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mail needs pgcrypto and citext in the tenant's database. */
class NeedingExtensionsTest {

  private static final ScriptFailure FAILURE =
      new ScriptFailure("x", Optional.empty(), Optional.empty(), Optional.empty(), "no");

  private final Installer installer = new Installer();

  @BeforeEach
  void mailNeedsThem() {
    installer.packages.put("mail", needing(packageOf(1, 1, 0), "pgcrypto", "citext"));
  }

  @Test
  void theyAreLookedForMadeBeforeTheMigrationsAndVerified() {
    installer.migrator.answers(
        "migrate tn_acme/mail",
        () -> {
          assertThat(installer.extensions.there.get("tn_acme"))
              .containsExactly("citext", "pgcrypto");
          return new Outcome.Applied(1);
        });
    Job job = installer.approve(job("mail"));

    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.COMPLETED);
    assertThat(installer.asked)
        .as("the landlord database is the operator's")
        .containsExactly("tn_acme pgcrypto", "tn_acme citext");
    assertThat(installer.verified).containsExactly("tn_acme/mail pgcrypto", "tn_acme/mail citext");
    assertThat(installer.extensions.there).containsOnlyKeys("tn_acme");
  }

  @Test
  void theyStayWhenTheModuleGoes() {
    installer.migrator.answers("migrate tn_acme/mail", () -> new Outcome.Failed(FAILURE));
    Job job = installer.approve(job("mail"));

    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.schemas()).isEmpty();
    assertThat(installer.extensions.there.get("tn_acme")).isEqualTo(Set.of("citext", "pgcrypto"));
  }

  @Test
  void oneThatIsMissingFailsTheJobBeforeAnythingIsChanged() {
    installer.obstacles.add("Server main does not offer extension pgcrypto.");
    Job job = installer.approve(job("mail"));

    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.extensions.there).isEmpty();
  }

  @Test
  void oneThatTheServerRefusesAfterAllFailsTheStep() {
    installer.extensions.refusal =
        Optional.of(new DatabaseRefused("permission denied to create extension", null));
    Job job = installer.approve(job("mail"));

    installer.workToTheEnd();

    assertThat(installer.now(job).state()).isEqualTo(TaskState.UNDONE);
    assertThat(installer.told.events.get(0))
        .contains("tenant-migrations, database-refused", "permission denied to create extension");
  }
}
