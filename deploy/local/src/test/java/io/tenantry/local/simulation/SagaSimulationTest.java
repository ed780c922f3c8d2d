package io.tenantry.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tenantry.testkit.simulation.Sequences;
import io.tenantry.testkit.simulation.Sequences.Report;
import java.lang.System.Logger.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The saga of the three services, in random orders, with all that can go wrong between them. */
class SagaSimulationTest {

  private static final int ENOUGH = 10_000;
  private static final Logger INSTALLER = Logger.getLogger("io.tenantry.installer");

  @BeforeAll
  static void troublesAreNoNews() {
    INSTALLER.setLevel(java.util.logging.Level.OFF);
  }

  @Test
  void everySequenceEndsLegallyWithEverythingSettledAndEveryPathIsTaken() {
    Sequences sequences = Sequences.configured(ENOUGH);

    Report report = sequences.live(SimulatedPlatform::new);

    System.getLogger(getClass().getName()).log(Level.INFO, report.toString());
    assumeThat(sequences.areMany(ENOUGH)).as("enough sequences to take every path").isTrue();
    assertThat(report.paths().keySet()).containsAll(Paths.INTERESTING);
  }

  @ParameterizedTest
  @EnumSource
  void aFaultIsNoticed(Fault fault) {
    long seed =
        new Sequences(1, ENOUGH)
            .firstThatFails(
                one -> {
                  SimulatedPlatform platform = new SimulatedPlatform(one);
                  fault.in(platform);
                  return platform;
                });

    assertThat(seed).as("seed of the first sequence that breaks a law").isPositive();
  }

  @Test
  void aSeedTellsTheSameStoryEveryTime() {
    assertThat(storyOf(7)).isEqualTo(storyOf(7)).isNotEqualTo(storyOf(8)).isNotEmpty();
  }

  private static String storyOf(long seed) {
    SimulatedPlatform platform = new SimulatedPlatform(seed);
    platform.live();
    return platform.world().story();
  }
}
