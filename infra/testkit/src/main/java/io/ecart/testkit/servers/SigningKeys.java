package io.ecart.testkit.servers;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * What tokens are signed with, and what they are verified with.
 *
 * @param publicKey in the shape of RFC 7517
 */
record SigningKeys(PrivateKey privateKey, JsonObject publicKey) {
  private static final int BITS = 2048;

  /** Made when it is first asked for. */
  private static final class Shared {
    static final SigningKeys KEYS = fresh();
  }

  /** Keys that nobody else has; making them takes up to a second. */
  static SigningKeys fresh() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      KeyPair pair = generator.generateKeyPair();
      return new SigningKeys(pair.getPrivate(), toJwk((RSAPublicKey) pair.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same keys for everybody in this JVM. */
  static SigningKeys shared() {
    return Shared.KEYS;
  }

  String id() {
    return publicKey.getString("kid");
  }

  private static JsonObject toJwk(RSAPublicKey key) throws GeneralSecurityException {
    String exponent = base64(key.getPublicExponent());
    String modulus = base64(key.getModulus());
    // The thumbprint of RFC 7638 as the key's id: another key never has the same.
    String canonical = "{\"e\":\"" + exponent + "\",\"kty\":\"RSA\",\"n\":\"" + modulus + "\"}";
    byte[] print =
        MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
    return new JsonObject()
        .put("kty", "RSA")
        .put("use", "sig")
        .put("alg", "RS256")
        .put("kid", Base64.getUrlEncoder().withoutPadding().encodeToString(print))
        .put("n", modulus)
        .put("e", exponent);
  }

  private static String base64(BigInteger number) {
    byte[] bytes = number.toByteArray();
    boolean hasSign = bytes.length > 1 && bytes[0] == 0;
    int from = hasSign ? 1 : 0;
    byte[] unsigned = Arrays.copyOfRange(bytes, from, bytes.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
  }
}
