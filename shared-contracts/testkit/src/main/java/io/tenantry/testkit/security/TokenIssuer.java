package io.tenantry.testkit.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** Issues tokens from a key of its own, as an identity provider would. */
public final class TokenIssuer {

  public static final String ISSUER = "https://issuer.tenantry.local";

  private static final String KEY_ID = "local";
  private static final String AUDIENCE = "tenantry";
  private static final int KEY_BITS = 2048;

  private final KeyPair keys;

  private TokenIssuer(KeyPair keys) {
    this.keys = keys;
  }

  public static TokenIssuer withNewKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS);
      return new TokenIssuer(generator.generateKeyPair());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }

  /** Writes the public key where services look for it, as a JSON Web Key Set (RFC 7517). */
  public Path writeKeySet(Path file) {
    RsaJsonWebKey key = new RsaJsonWebKey((RSAPublicKey) keys.getPublic());
    key.setKeyId(KEY_ID);
    key.setAlgorithm("RS256");
    key.setUse("sig");
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, new JsonWebKeySet(key).toJson());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** May do everything that concerns the platform. */
  public String platformAdmin(Duration lifetime) {
    return token("platform-admin@tenantry.local", "platform-admin", List.of(), lifetime);
  }

  /** May change what concerns these tenants. */
  public String tenantAdmin(Duration lifetime, String... tenants) {
    return token("tenant-admin@tenantry.local", "tenant-admin", List.of(tenants), lifetime);
  }

  /** May look at what concerns these tenants. */
  public String tenantViewer(Duration lifetime, String... tenants) {
    return token("tenant-viewer@tenantry.local", "tenant-viewer", List.of(tenants), lifetime);
  }

  /** For one service that calls another. */
  public String service(Duration lifetime, String name) {
    return token(name, "service", List.of(), lifetime);
  }

  private String token(String subject, String role, List<String> tenants, Duration lifetime) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(ISSUER);
    claims.setAudience(AUDIENCE);
    claims.setSubject(subject);
    claims.setStringClaim("upn", subject);
    claims.setStringListClaim("groups", role);
    claims.setStringListClaim("tenants", tenants);
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(lifetime.toMinutes());
    claims.setGeneratedJwtId();
    JsonWebSignature signature = new JsonWebSignature();
    signature.setPayload(claims.toJson());
    signature.setKey(keys.getPrivate());
    signature.setKeyIdHeaderValue(KEY_ID);
    signature.setHeader("typ", "JWT");
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("a token could not be signed", e);
    }
  }
}
