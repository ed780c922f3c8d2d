package io.tenantry.registry.adapter.out.signature;

import io.quarkus.runtime.StartupEvent;
import io.tenantry.registry.application.SignaturePolicy;
import io.tenantry.registry.application.port.TrustedKeys;
import io.tenantry.registry.config.RegistrySettings;
import io.tenantry.registry.domain.Digest;
import io.tenantry.registry.domain.PackageSignature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** The trusted keys of the settings; one that is none stops the start. */
@ApplicationScoped
class Ed25519Keys implements TrustedKeys {

  private static final String ALGORITHM = "Ed25519";

  private final Map<String, PublicKey> keys = new TreeMap<>();

  Ed25519Keys(RegistrySettings settings) {
    settings.signatures().trustedKeys().forEach((id, key) -> keys.put(id, read(id, key)));
    if (keys.isEmpty() && settings.signatures().policy() == SignaturePolicy.REQUIRE) {
      throw new IllegalStateException(
          "tenantry.registry.signatures.policy is REQUIRE and no key is trusted, so no package"
              + " could be registered; set tenantry.registry.signatures.trusted-keys.<name>");
    }
  }

  void checkAtStart(@Observes StartupEvent started) {
    // whoever observes the start is created by it
  }

  @Override
  public Verdict verify(Digest digest, PackageSignature signature) {
    PublicKey key = keys.get(signature.keyId());
    if (key == null) {
      return Verdict.UNKNOWN_KEY;
    }
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(key);
      check.update(digest.value().getBytes(StandardCharsets.US_ASCII));
      return check.verify(signature.bytes()) ? Verdict.GOOD : Verdict.BAD;
    } catch (GeneralSecurityException e) {
      return Verdict.BAD;
    }
  }

  private static PublicKey read(String id, String key) {
    try {
      return KeyFactory.getInstance(ALGORITHM)
          .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key.strip())));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "tenantry.registry.signatures.trusted-keys.%s is no public Ed25519 key; set it to the"
                  .formatted(id)
              + " Base64 lines that `openssl pkey -pubout` prints, joined",
          e);
    }
  }
}
