package io.tenantry.local.module;

import io.tenantry.local.up.CallersDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Who signs the package, if anybody does. */
final class Signing {

  private static final String ALGORITHM = "Ed25519";

  @ArgGroup(exclusive = false)
  private Key key;

  /** Headers that carry the signature of the package; none when nobody signs. */
  Map<String, String> headers(byte[] content) {
    return key == null ? Map.of() : Map.of("Package-Signature", key.sign(digest(content)));
  }

  static String digest(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** A private key and the name under which the registry knows its public half. */
  static final class Key {

    @Option(
        names = "--key",
        paramLabel = "FILE",
        required = true,
        description = "Sign the package with this private Ed25519 key (PKCS #8, PEM).")
    private Path file;

    @Option(
        names = "--key-name",
        paramLabel = "NAME",
        required = true,
        description = "Name under which the registry trusts the key.")
    private String name;

    private String sign(String digest) {
      try {
        Signature signature = Signature.getInstance(ALGORITHM);
        signature.initSign(privateKey());
        signature.update(digest.getBytes(StandardCharsets.US_ASCII));
        return name + " " + Base64.getEncoder().encodeToString(signature.sign());
      } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
        throw new CannotDo(
            "%s is no private Ed25519 key; make one with: openssl genpkey -algorithm ed25519"
                .formatted(file));
      }
    }

    private PrivateKey privateKey() throws IOException, GeneralSecurityException {
      String pem = Files.readString(CallersDirectory.resolve(file));
      String content = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
      return KeyFactory.getInstance(ALGORITHM)
          .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(content)));
    }
  }
}
