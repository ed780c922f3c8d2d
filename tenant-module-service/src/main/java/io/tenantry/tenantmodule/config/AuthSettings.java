package io.tenantry.tenantmodule.config;

import io.smallrye.config.ConfigMapping;

/** Whose tokens are good. */
@ConfigMapping(prefix = "tenantry.auth")
public interface AuthSettings {

  /** URL or file of the issuer's JSON Web Key Set. */
  String jwksLocation();

  /** The {@code iss} that a token must have. */
  String issuer();
}
