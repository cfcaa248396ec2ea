package io.ecart.local.load;

import io.vertx.core.json.JsonObject;

/**
 * What one stretch of load measured.
 *
 * @param requests that were answered
 * @param seconds it took
 * @param p50 microseconds, as are the others
 * @param refused answers of status 400 and above
 * @param broken connections and answers that failed
 */
record Sample(
    long requests,
    double seconds,
    long p50,
    long p99,
    long p999,
    long max,
    long refused,
    long broken) {

  static Sample of(JsonObject json) {
    return new Sample(
        json.getLong("requests"),
        json.getDouble("seconds"),
        json.getLong("p50"),
        json.getLong("p99"),
        json.getLong("p999"),
        json.getLong("max"),
        json.getLong("refused"),
        json.getLong("broken"));
  }

  double rate() {
    return requests / seconds;
  }

  /** Answers below 400. */
  long accepted() {
    return requests - refused;
  }
}
