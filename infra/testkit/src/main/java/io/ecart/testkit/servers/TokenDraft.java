package io.ecart.testkit.servers;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A token before it is signed. As it comes from {@link TokenIssuer#draft} it is valid; tests bend
 * it to see that it is refused.
 */
public final class TokenDraft {
  private final TokenIssuer signer;
  private final JsonObject header;
  private final JsonObject claims;

  TokenDraft(
      TokenIssuer signer, String issuer, String audience, String subject, List<String> roles) {
    this.signer = signer;
    this.header = new JsonObject().put("typ", "JWT").put("kid", signer.keyId());
    this.claims =
        new JsonObject()
            .put("iss", issuer)
            .put("aud", audience)
            .put("sub", subject)
            .put("roles", new JsonArray(List.copyOf(roles)))
            .put("jti", UUID.randomUUID().toString());
    lifetime(TokenIssuer.LIFETIME);
  }

  /** Valid from now on for so long; a negative time gives a token that expired that long ago. */
  public TokenDraft lifetime(Duration lifetime) {
    long now = Instant.now().getEpochSecond();
    long end = now + lifetime.toSeconds();
    long begin = Math.min(now, end - 1);
    return claim("iat", begin).claim("nbf", begin).claim("exp", end);
  }

  /** Valid only after so long. */
  public TokenDraft validIn(Duration delay) {
    return claim("nbf", Instant.now().plus(delay).getEpochSecond());
  }

  public TokenDraft issuer(String other) {
    return claim("iss", other);
  }

  public TokenDraft audience(String other) {
    return claim("aud", other);
  }

  /** Names another key than the one that signs. */
  public TokenDraft keyId(String other) {
    header.put("kid", other);
    return this;
  }

  /** Sets any claim. */
  public TokenDraft claim(String name, Object value) {
    claims.put(name, value);
    return this;
  }

  /** Takes a claim out. */
  public TokenDraft without(String name) {
    claims.remove(name);
    return this;
  }

  /** The token, signed with the issuer's key (RS256). */
  public String sign() {
    return signWith(signer.privateKey());
  }

  /** The token as if signed by the issuer, but with the key of another. */
  public String signAs(TokenIssuer impostor) {
    return signWith(impostor.privateKey());
  }

  /** The token without a signature, {@code alg: none}. */
  public String unsigned() {
    return content("none") + ".";
  }

  /** The token signed with HMAC, its secret being what everybody can read: the public keys. */
  public String signWithHmac() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(signer.jwks().encode()), "HmacSHA256"));
      String content = content("HS256");
      return content + "." + base64(mac.doFinal(bytes(content)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String signWith(PrivateKey key) {
    try {
      String content = content("RS256");
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(bytes(content));
      return content + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String content(String algorithm) {
    JsonObject full = header.copy().put("alg", algorithm);
    return base64(bytes(full.encode())) + "." + base64(bytes(claims.encode()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
