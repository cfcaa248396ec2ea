package io.ecart.notification.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class SignatureTest {
  /** The test vector of the specification's reference libraries. */
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final long TIMESTAMP = 1_614_265_330;
  private static final String BODY = "{\"test\": 2432232314}";

  @Test
  void signsAsTheSpecificationDoes() {
    assertEquals(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        Signature.of(SECRET, ID, TIMESTAMP, BODY));
  }

  @Test
  void bodyIsSignedAsUtf8() {
    // Computed with openssl dgst -sha256 -mac HMAC.
    assertEquals(
        "v1,eNQNCzbU1TNn1ZfS8MMRa/Iq8TKsgZKoE89BQuOlKjI=",
        Signature.of(SECRET, ID, TIMESTAMP, "{\"name\": \"Töpfe\"}"));
  }

  @Test
  void everyPartCounts() {
    String signature = Signature.of(SECRET, ID, TIMESTAMP, BODY);
    assertNotEquals(signature, Signature.of(SECRET, ID, TIMESTAMP + 1, BODY));
    assertNotEquals(signature, Signature.of(SECRET, ID + "x", TIMESTAMP, BODY));
    assertNotEquals(signature, Signature.of(SECRET, ID, TIMESTAMP, BODY + " "));
  }
}
