package io.ecart.local.replay;

import java.time.Duration;

/**
 * How a replay is played.
 *
 * @param url scheme, host and port of the shop's edge
 * @param user a staff user; the password is the name followed by {@code -demo}
 * @param inFlight requests under way at once
 * @param again whether to play onto a shop that has orders for the file's goods already
 * @param checkLimit how long the shop may take to carry out everything, before a check fails
 */
public record ReplayOptions(
    String url, String user, int inFlight, boolean again, Duration checkLimit) {

  /** As a person would want it. */
  public static ReplayOptions at(String url) {
    return new ReplayOptions(url, "sam", 16, false, Duration.ofMinutes(2));
  }

  public ReplayOptions as(String staff) {
    return new ReplayOptions(url, staff, inFlight, again, checkLimit);
  }

  public ReplayOptions withInFlight(int requests) {
    return new ReplayOptions(url, user, requests, again, checkLimit);
  }

  public ReplayOptions onceMore() {
    return new ReplayOptions(url, user, inFlight, true, checkLimit);
  }
}
