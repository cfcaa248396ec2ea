package io.ecart.runtime.config;

/**
 * A setting that must never be printed.
 *
 * @param value the secret itself; empty when none was given
 */
public record Secret(String value) {
  public static final Secret NONE = new Secret("");

  public boolean isPresent() {
    return !value.isEmpty();
  }

  @Override
  public String toString() {
    return isPresent() ? "******" : "(none)";
  }
}
