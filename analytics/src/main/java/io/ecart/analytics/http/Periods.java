package io.ecart.analytics.http;

import io.ecart.analytics.Period;
import io.ecart.runtime.http.Query;
import java.time.Instant;

/** Reads {@code from} and {@code to}. */
final class Periods {

  private Periods() {}

  static Period read(Query query) {
    Instant from = query.time("from");
    Instant to = query.time("to");
    if (from != null && to != null && !from.isBefore(to)) {
      query.error("to", "range", "must be after from");
      return Period.ALL;
    }
    return Period.of(from, to);
  }
}
