package io.ecart.testkit.servers;

/** The short rest between two looks at a condition. */
final class Pause {
  private static final long REST_MS = 10;

  private Pause() {}

  /** Rests; false when the thread was interrupted, whose mark is then set again. */
  static boolean briefly() {
    try {
      Thread.sleep(REST_MS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
