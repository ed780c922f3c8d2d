package io.tenantry.installer.domain.task;

import static io.tenantry.installer.domain.Fixtures.DEADLINE;
import static io.tenantry.installer.domain.Fixtures.item;
import static io.tenantry.installer.domain.Fixtures.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.installer.domain.plan.PlanItem;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JobTest {

  @Test
  void everyModuleHasItsStepsAndTheyAreNumberedThrough() {
    assertThat(job("identity", "mail").steps())
        .extracting(Step::toString)
        .containsExactly(
            "identity 1.0.0 preflight",
            "identity 1.0.0 landlord-migrations",
            "identity 1.0.0 tenant-migrations",
            "identity 1.0.0 setup",
            "identity 1.0.0 verification",
            "mail 1.0.0 preflight",
            "mail 1.0.0 landlord-migrations",
            "mail 1.0.0 tenant-migrations",
            "mail 1.0.0 setup",
            "mail 1.0.0 verification");
    assertThat(job("identity", "mail").steps())
        .extracting(Step::position)
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void percentRisesFromNothingToEverything() {
    Job job = job("identity", "mail", "calendar");

    assertThat(job.percentAfter(0)).isZero();
    assertThat(job.percentAfter(1)).isEqualTo(6);
    assertThat(job.percentAfter(6)).isEqualTo(40);
    assertThat(job.percentAfter(15)).isEqualTo(100);
  }

  @Test
  void aJobWithoutModulesHasNoSteps() {
    assertThat(job().steps()).isEmpty();
    assertThat(job().percentAfter(0)).isZero();
  }

  @Test
  void aJobDoesNotChangeWithTheListThatItWasMadeFrom() {
    List<PlanItem> items = new ArrayList<>(List.of(item("mail")));
    Job job = new Job(UUID.randomUUID(), "acme", items, DEADLINE);

    items.clear();

    assertThat(job.items()).hasSize(1);
  }
}
