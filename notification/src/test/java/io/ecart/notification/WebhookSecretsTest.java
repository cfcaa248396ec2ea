package io.ecart.notification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretsTest {
  private final WebhookSecrets secrets = new WebhookSecrets();

  @Test
  void madeUpSecretsAreValidAndDiffer() {
    assertTrue(secrets.isValid(secrets.create()));
    assertNotEquals(secrets.create(), secrets.create());
  }

  @ParameterizedTest
  @ValueSource(ints = {24, 32, 64})
  void rightLengthsAreTaken(int bytes) {
    assertTrue(secrets.isValid(of(bytes)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 23, 65})
  void wrongLengthsAreNot(int bytes) {
    assertFalse(secrets.isValid(of(bytes)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "secret", "whsec_", "whsec_!!!", "WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})
  void nonsenseIsNot(String secret) {
    assertFalse(secrets.isValid(secret));
  }

  @Test
  void prefixMakesNoDifference() {
    String bare = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    assertTrue(secrets.isValid(bare));
    assertArrayEquals(WebhookSecrets.key("whsec_" + bare), WebhookSecrets.key(bare));
  }

  private static String of(int bytes) {
    return "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
  }
}
