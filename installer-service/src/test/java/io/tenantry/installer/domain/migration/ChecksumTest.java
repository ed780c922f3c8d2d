package io.tenantry.installer.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.flywaydb.core.internal.resolver.ChecksumCalculator;
import org.flywaydb.core.internal.resource.StringResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChecksumTest {

  static Stream<String> contents() {
    return Stream.of(
        "",
        "\n",
        "select 1",
        "select 1;\n",
        "select 1;\r\nselect 2;\r\n",
        "select 1;\rselect 2;",
        "\n\nselect 1;\n\n",
        "\uFEFFselect 1;\nselect 2;",
        "select 'ä€😀';",
        "  select 1;  \n\t",
        "select ${schema:identity};");
  }

  @ParameterizedTest
  @MethodSource("contents")
  void itIsFlyways(String content) {
    assertThat(new Script("V1__x.sql", content).checksum())
        .isEqualTo(ChecksumCalculator.calculate(new StringResource(content)));
  }

  @Test
  void lineEndsDoNotMatterAndEverythingElseDoes() {
    assertThat(Checksum.of("a\nb")).isEqualTo(Checksum.of("a\r\nb\r\n"));
    assertThat(Checksum.of("a\nb")).isNotEqualTo(Checksum.of("a\nb "));
  }
}
