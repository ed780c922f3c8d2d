package io.tenantry.installer.adapter.out.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenantry.installer.application.port.RuntimeSecrets.Secret;
import io.tenantry.installer.config.Settings;
import io.tenantry.messaging.crash.CrashPoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepingSecretsTest {

  @TempDir Path directory;

  private FileSecrets secrets;

  @BeforeEach
  void noSecrets() {
    secrets =
        new FileSecrets(
            Settings.with("secrets.directory", directory.resolve("secrets").toString()),
            CrashPoints.none());
  }

  @Test
  void aSecretIsMadeOnceAndFoundAgain() {
    Secret first = secrets.ensure("main", "mail_app");

    Secret second = secrets.ensure("main", "mail_app");

    assertThat(second.password()).isEqualTo(first.password());
    assertThat(first.isNew()).isTrue();
    assertThat(second.isNew()).isFalse();
    assertThat(secrets.reference("main", "mail_app")).isEqualTo("file:main/mail_app");
    assertThat(first.password()).matches("[0-9a-f]{48}");
    assertThat(directory.resolve("secrets/main/mail_app")).hasContent(first.password());
  }

  @Test
  void everyRoleOfEveryServerHasItsOwn() {
    assertThat(
            Stream.of(
                    secrets.ensure("main", "mail_app"),
                    secrets.ensure("main", "card_app"),
                    secrets.ensure("other", "mail_app"))
                .map(Secret::password))
        .doesNotHaveDuplicates();
  }

  @Test
  void onlyTheOwnerReadsIt() throws IOException {
    secrets.ensure("main", "mail_app");

    assertThat(Files.getPosixFilePermissions(directory.resolve("secrets/main/mail_app")))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }

  @Test
  void aSecretDoesNotShowItsPassword() {
    Secret secret = secrets.ensure("main", "mail_app");

    assertThat(secret.toString()).doesNotContain(secret.password());
  }

  @Test
  void manyAtTheSameTimeFindTheSameAndLeaveNothingElse() throws IOException {
    List<CompletableFuture<Secret>> made =
        IntStream.range(0, 16)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> secrets.ensure("main", "mail_app")))
            .toList();

    assertThat(made.stream().map(CompletableFuture::join).map(Secret::password).distinct())
        .hasSize(1);
    assertThat(made.stream().map(CompletableFuture::join).filter(Secret::isNew)).hasSize(1);
    try (Stream<Path> files = Files.list(directory.resolve("secrets/main"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
    Path wrong = Files.createFile(directory.resolve("wrong"));
    FileSecrets broken =
        new FileSecrets(Settings.with("secrets.directory", wrong.toString()), CrashPoints.none());

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> broken.ensure("main", "mail_app"))
        .withMessageContaining(wrong.resolve("main").resolve("mail_app").toString());
  }
}
