package io.ecart.cart;

/**
 * One run of a request that may come more than once.
 *
 * @param key where a store notes, together with the effect, that it happened; empty for a request
 *     without an idempotency key
 * @param effect what an earlier run noted before it died without an answer; empty for none
 */
public record Once(String key, String effect) {
  /** A request that is not protected against repeats. */
  public static final Once NONE = new Once("", "");

  boolean hasHappened() {
    return !effect.isEmpty();
  }
}
