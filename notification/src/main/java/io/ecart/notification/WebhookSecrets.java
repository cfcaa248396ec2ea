package io.ecart.notification;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secrets that webhooks are signed with, after the Standard Webhooks specification: 24 to 64
 * bytes in Base64. The prefix {@code whsec_} may be there or not, as in the libraries that
 * receivers check signatures with; Base64 has no underscore, so none is mistaken for the other.
 */
public final class WebhookSecrets {
  private static final String PREFIX = "whsec_";
  private static final int SHORTEST_KEY = 24;
  private static final int LONGEST_KEY = 64;
  private static final int NEW_KEY = 32;

  private final SecureRandom random = new SecureRandom();

  public String create() {
    byte[] key = new byte[NEW_KEY];
    random.nextBytes(key);
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  public boolean isValid(String secret) {
    try {
      int length = key(secret).length;
      return length >= SHORTEST_KEY && length <= LONGEST_KEY;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The bytes to sign with. */
  public static byte[] key(String secret) {
    String key = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
    return Base64.getDecoder().decode(key);
  }
}
