package io.ecart.analytics;

import java.util.Locale;

/** The length of a bucket; weeks begin on Monday, all of them in UTC. */
public enum Interval {
  HOUR,
  DAY,
  WEEK,
  MONTH;

  /** The name that JSON and Postgres know it by: {@code hour}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
