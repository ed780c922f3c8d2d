package io.tenantry.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenantry.testkit.modules.ProjectFiles;
import io.tenantry.testkit.process.JavaCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service that is told nothing does not start, and says what it has to be told. */
class BrokenConfigurationIT {

  private static final long LIMIT_SECONDS = 60;

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "registry-service, tenantry.auth.issuer",
    "registry-service, tenantry.database.app.password",
    "tenant-module-service, tenantry.auth.jwks-location",
    "installer-service, tenantry.installer.registry.token-file",
  })
  void theSettingIsNamed(String service, String setting) throws Exception {
    Path log = directory.resolve("log");
    Path application =
        ProjectFiles.root().resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
    ProcessBuilder builder =
        new ProcessBuilder(
            JavaCommand.of(JavaCommand.SMALL_AND_QUICK, List.of("-jar", application.toString())));
    builder.environment().putAll(Map.of("TENANTRY_HTTP_PORT", "0"));
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();

    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(Files.readString(log)).contains(setting);
  }
}
