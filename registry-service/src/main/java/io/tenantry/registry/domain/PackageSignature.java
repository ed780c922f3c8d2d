package io.tenantry.registry.domain;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody's Ed25519 signature over the text of a package's digest, {@code sha256:...}.
 *
 * @param keyId under which the registry knows the public key
 * @param value the 64 bytes, in Base64
 */
public record PackageSignature(String keyId, String value) {

  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,63}) ([A-Za-z0-9+/]{86}==)");

  /**
   * Reads {@code key-id base64}.
   *
   * @throws InvalidValue if it is none
   */
  public static PackageSignature of(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new InvalidValue(
          "A signature is the name of a key, a space, and the 64 bytes of an Ed25519 signature in"
              + " Base64");
    }
    return new PackageSignature(parts.group(1), parts.group(2));
  }

  public byte[] bytes() {
    return Base64.getDecoder().decode(value);
  }
}
