package io.ecart.notification.webhook;

import io.ecart.notification.WebhookSecrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The symmetric signature of the Standard Webhooks specification 1.0: {@code v1,} and the Base64 of
 * HMAC-SHA256 over {@code id.timestamp.body}.
 */
final class Signature {
  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /**
   * @param id the message's id, without a full stop
   * @param timestamp seconds since 1970
   * @return the value of {@code webhook-signature}
   */
  static String of(String secret, String id, long timestamp, String body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(WebhookSecrets.key(secret), ALGORITHM));
      String content = id + "." + timestamp + "." + body;
      byte[] signature = mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HMAC-SHA256", e);
    }
  }
}
