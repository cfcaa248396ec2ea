package io.ecart.notification.webhook;

/** Lets tests of other packages compute a signature as a receiver would. */
public final class Verifying {
  private Verifying() {}

  public static String signature(String secret, String id, long timestamp, String body) {
    return Signature.of(secret, id, timestamp, body);
  }
}
