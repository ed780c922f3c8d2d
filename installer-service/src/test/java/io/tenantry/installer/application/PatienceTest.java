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
  @CsvSource({"1, 200", "2, 400", "3, 800", "7, 12800"})
  void pausesDoubleAndVaryOverAllOfTheirLength(int attempts, long longest) {
    Patience patience = patience(new Random(1));

    assertThat(IntStream.range(0, 200).mapToLong(i -> patience.pause(attempts).toMillis()))
        .allMatch(pause -> pause >= 0 && pause <= longest)
        .anyMatch(pause -> pause < longest / 4)
        .anyMatch(pause -> pause > longest - longest / 4);
  }

  @ParameterizedTest
  @CsvSource({"8", "20", "21", "64", "65", "1000000", "2147483647"})
  void noPauseIsLongerThanTheLongest(int attempts) {
    Patience patience = patience(new Random(1));

    assertThat(IntStream.range(0, 100).mapToObj(i -> patience.pause(attempts)))
        .allMatch(pause -> pause.compareTo(LONGEST) <= 0)
        .anyMatch(pause -> pause.compareTo(LONGEST.dividedBy(2)) > 0);
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
