package io.tenantry.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.testkit.modules.ProjectFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told to those who ask for a measurement in the wrong way. */
class BenchmarkCommandTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                      | It needs to know what to measure",
        "speed                   | There is nothing to measure of the name 'speed'",
        "installer --rounds 3    | There is no option '--rounds' for installer",
        "installer --tenants     | --tenants needs a number",
        "installer --tenants all | --tenants needs a number, not 'all'",
        "installer --each 2      | --each has to be 3 at least",
        "installer --singles 0   | --singles has to be 1 at least",
        "installer --workers 1,0 | --workers needs numbers from 1 to 64, such as 1,2,4, not '1,0'",
        "installer --workers 65  | --workers needs numbers from 1 to 64, such as 1,2,4, not '65'",
        "resolver --tenants 5    | There is no option '--tenants' for resolver",
        "resolver --rounds -1    | --rounds needs a number, not '-1'",
      })
  void whatIsWrongIsToldInASentence(String arguments, String sentence) throws Exception {
    Process process = start(arguments.isEmpty() ? List.of() : List.of(arguments.split(" ")));

    assertThat(output(process))
        .isEqualTo("deploy/benchmark: " + sentence + "; --help tells what there is\n");
    assertThat(process.waitFor()).isEqualTo(2);
  }

  @Test
  void helpTellsEveryOption() throws Exception {
    Process process = start(List.of("installer", "--help"));

    assertThat(output(process))
        .contains(Arrays.asList("resolver", "--rounds N", "--ten-times", "--tenants N"))
        .contains("--workers N", "--each N", "--singles N");
    assertThat(process.waitFor()).isZero();
  }

  private static Process start(List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(ProjectFiles.root().resolve("deploy").resolve("benchmark").toString());
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String output(Process process) throws Exception {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
