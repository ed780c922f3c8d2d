package io.tenantry.registry.application.port;

import io.tenantry.registry.domain.Digest;
import io.tenantry.registry.domain.PackageSignature;

/** The public keys of publishers whom the platform trusts. */
public interface TrustedKeys {

  /** Whether the signature over the digest is its key's. */
  Verdict verify(Digest digest, PackageSignature signature);

  /** What a signature is worth. */
  enum Verdict {
    GOOD,
    /** Nobody trusts a key of that name. */
    UNKNOWN_KEY,
    /** The key did not sign this digest. */
    BAD
  }
}
