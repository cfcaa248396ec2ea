package io.ecart.order;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Keys with which guests read their order: told once, kept as a hash only. */
final class AccessKeys {
  private static final int BYTES = 18;

  private final SecureRandom random = new SecureRandom();

  /** A new key, 24 characters that need no escaping in a URL. */
  String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  static String hash(String key) {
    return HexFormat.of().formatHex(sha256(key));
  }

  /** In a time that tells nothing about how much of the key was right. */
  static boolean matches(String key, String hash) {
    return MessageDigest.isEqual(sha256(key), HexFormat.of().parseHex(hash));
  }

  private static byte[] sha256(String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return digest.digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
