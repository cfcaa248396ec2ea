package io.ecart.analytics.http;

import io.ecart.analytics.SalesReports;
import io.ecart.runtime.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Puts into every answer how fresh it is: {@code asOf}, when the figures were read, and {@code
 * lastEventAt}, the newest event that was in them by then.
 */
public final class Freshness {
  private final SalesReports reports;
  private final Clock clock;

  public Freshness(SalesReports reports, Clock clock) {
    this.reports = reports;
    this.clock = clock;
  }

  Future<Reply> answer(Future<JsonObject> figures) {
    return stamp(figures).map(Reply::ok);
  }

  /** Asked for side by side with the figures, so the event may be a little older than they are. */
  Future<JsonObject> stamp(Future<JsonObject> figures) {
    String asOf = clock.instant().toString();
    Future<@Nullable Instant> last = reports.lastEventAt();
    return Future.all(figures, last)
        .map(
            done -> {
              Instant at = last.result();
              String lastEventAt = at == null ? null : at.toString();
              return new JsonObject()
                  .put("asOf", asOf)
                  .put("lastEventAt", lastEventAt)
                  .mergeIn(figures.result());
            });
  }
}
