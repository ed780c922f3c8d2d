package io.tenantry.installer.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {

  private static final Duration LONGEST = Duration.ofSeconds(15);

  @ParameterizedTest
  @CsvSource({"1, 100, 200", "2, 200, 400", "3, 400, 800", "7, 6400, 12800"})
  void pausesDoubleAndVaryOverHalfOfThem(int attempts, long shortest, long longest) {
    Patience patience = patience(new Random(1));

    assertThat(IntStream.range(0, 200).mapToLong(i -> patience.pause(attempts).toMillis()))
        .allMatch(pause -> pause >= shortest && pause <= longest)
        .anyMatch(pause -> pause < shortest + (longest - shortest) / 4)
        .anyMatch(pause -> pause > longest - (longest - shortest) / 4);
  }

  @ParameterizedTest
  @CsvSource({"8", "20", "21", "64", "65", "1000000", "2147483647"})
  void noPauseIsLongerThanTheLongest(int attempts) {
    Patience patience = patience(new Random(1));

    assertThat(patience.pause(attempts)).isBetween(LONGEST.dividedBy(2), LONGEST);
  }

  @Test
  void patienceEndsWithTheLastAttempt() {
    Patience patience = patience(new Random(1));

    assertThat(patience.isExhausted(39)).isFalse();
    assertThat(patience.isExhausted(40)).isTrue();
    assertThat(patience.isExhausted(41)).isTrue();
  }

  @Test
  void whoWaitsForAnotherJobLooksAgainSoon() {
    assertThat(patience(new Random(1)).whenBusy()).isEqualTo(Duration.ofMillis(100));
  }

  private static Patience patience(RandomGenerator random) {
    return new Patience(LONGEST, 40, random);
  }
}
