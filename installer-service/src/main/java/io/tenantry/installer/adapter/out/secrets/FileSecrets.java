package io.tenantry.installer.adapter.out.secrets;

import io.tenantry.installer.application.port.RuntimeSecrets;
import io.tenantry.installer.config.InstallerSettings;
import io.tenantry.messaging.crash.CrashPoints;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Secrets as files that only their owner reads, one for each role of each server; the directory may
 * be a volume that the modules' services share.
 */
@ApplicationScoped
class FileSecrets implements RuntimeSecrets {

  private static final int PASSWORD_BYTES = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path directory;
  private final CrashPoints crashPoints;

  FileSecrets(InstallerSettings settings, CrashPoints crashPoints) {
    this.crashPoints = crashPoints;
    this.directory = settings.secrets().directory().toAbsolutePath();
  }

  @Override
  public Secret ensure(String server, String role) {
    Path file = directory.resolve(server).resolve(role);
    try {
      Files.createDirectories(file.getParent());
      boolean isNew = createWhenMissing(file);
      return new Secret(Files.readString(file), isNew);
    } catch (IOException e) {
      throw new UncheckedIOException("secret " + file + " can be neither read nor made", e);
    }
  }

  @Override
  public String reference(String server, String role) {
    return "file:" + server + "/" + role;
  }

  /** Written elsewhere first and then linked, so that nobody ever reads half a password. */
  private boolean createWhenMissing(Path file) throws IOException {
    if (Files.exists(file)) {
      return false;
    }
    byte[] password = new byte[PASSWORD_BYTES];
    RANDOM.nextBytes(password);
    Path draft =
        Files.createTempFile(
            file.getParent(),
            "new-",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(
          draft, HexFormat.of().formatHex(password), StandardOpenOption.TRUNCATE_EXISTING);
      crashPoints.reach(SecretPoint.SECRET_DRAFTED);
      Files.createLink(file, draft);
      crashPoints.reach(SecretPoint.SECRET_KEPT);
      return true;
    } catch (FileAlreadyExistsException another) {
      return false;
    } finally {
      Files.delete(draft);
    }
  }
}
