package io.tenantry.registry.adapter.out.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tenantry.registry.application.port.TrustedKeys.Verdict;
import io.tenantry.registry.config.Settings;
import io.tenantry.registry.domain.Digest;
import io.tenantry.registry.domain.InvalidValue;
import io.tenantry.registry.domain.PackageSignature;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyingSignaturesTest {

  private static final String PREFIX = "tenantry.registry.signatures.";
  private static final Digest DIGEST = Digest.of(new byte[] {1, 2, 3});

  private final KeyPair release = keyPair();
  private final Ed25519Keys keys =
      new Ed25519Keys(Settings.of(Map.of(PREFIX + "trusted-keys.release", text(release))));

  @Test
  void aSignatureOfATrustedKeyIsGood() {
    assertThat(keys.verify(DIGEST, signed("release", release, DIGEST))).isEqualTo(Verdict.GOOD);
  }

  @Test
  void oneOfAnotherDigestOrAnotherKeyIsBad() {
    Digest other = Digest.of(new byte[] {3, 2, 1});

    assertThat(keys.verify(DIGEST, signed("release", release, other))).isEqualTo(Verdict.BAD);
    assertThat(keys.verify(DIGEST, signed("release", keyPair(), DIGEST))).isEqualTo(Verdict.BAD);
  }

  @Test
  void aKeyThatNobodyTrustsIsUnknown() {
    assertThat(keys.verify(DIGEST, signed("other", release, DIGEST)))
        .isEqualTo(Verdict.UNKNOWN_KEY);
  }

  @Test
  void aKeyThatIsNoneAndAPolicyThatNobodyCanMeetStopTheStart() {
    assertThatIllegalStateException()
        .isThrownBy(
            () -> new Ed25519Keys(Settings.of(Map.of(PREFIX + "trusted-keys.release", "nonsense"))))
        .withMessageContaining("trusted-keys.release is no public Ed25519 key; set it to");
    assertThatIllegalStateException()
        .isThrownBy(() -> new Ed25519Keys(Settings.of(Map.of(PREFIX + "policy", "REQUIRE"))))
        .withMessageContaining("set tenantry.registry.signatures.trusted-keys");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "release", "release abc", " AAAA", "a b c"})
  void whatIsNoSignatureIsToldSo(String text) {
    assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> PackageSignature.of(text));
  }

  private static PackageSignature signed(String name, KeyPair pair, Digest digest) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(digest.value().getBytes(StandardCharsets.US_ASCII));
      return PackageSignature.of(name + " " + Base64.getEncoder().encodeToString(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(KeyPair pair) {
    return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
  }

  private static KeyPair keyPair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
