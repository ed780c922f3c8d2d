package io.tenantry.registry.application;

import io.tenantry.registry.application.port.TrustedKeys;
import io.tenantry.registry.domain.Digest;
import io.tenantry.registry.domain.PackageProblem;
import io.tenantry.registry.domain.PackageSignature;
import java.util.Optional;

/** Holds signatures to the policy of the platform. */
public final class SignatureCheck {

  private final SignaturePolicy policy;
  private final TrustedKeys keys;

  public SignatureCheck(SignaturePolicy policy, TrustedKeys keys) {
    this.policy = policy;
    this.keys = keys;
  }

  Result check(Digest digest, Optional<PackageSignature> signature) {
    if (policy == SignaturePolicy.OFF) {
      return new Result(Optional.empty(), Optional.empty(), false);
    }
    if (signature.isEmpty()) {
      return objection("signature-missing", "The package is not signed; sign its digest.");
    }
    String keyId = signature.get().keyId();
    return switch (keys.verify(digest, signature.get())) {
      case GOOD -> new Result(Optional.of(keyId), Optional.empty(), false);
      case UNKNOWN_KEY ->
          objection(
              "signature-unknown-key",
              "Nobody trusts the key %s; have its public key added, or sign with a known one."
                  .formatted(keyId));
      case BAD ->
          objection(
              "signature-invalid",
              "The signature of %s is not one of %s; sign the digest of these very bytes."
                  .formatted(keyId, digest));
    };
  }

  private Result objection(String code, String message) {
    return new Result(
        Optional.empty(),
        Optional.of(PackageProblem.in("", code, message)),
        policy == SignaturePolicy.REQUIRE);
  }

  /**
   * What a signature came to.
   *
   * @param refused whether the objection is a problem and not just a warning
   */
  record Result(Optional<String> signedBy, Optional<PackageProblem> objection, boolean refused) {}
}
