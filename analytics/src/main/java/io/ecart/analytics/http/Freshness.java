package io.ecart.analytics.http;

import io.ecart.analytics.SalesReports;
import io.ecart.runtime.http.Reply;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts into every answer how fresh it is: {@code asOf}, when the figures were read, and {@code
 * lastEventAt}, the newest event that was in them by then.
 */
public final class Freshness {
  private final Vertx vertx;
  private final SalesReports reports;
  private final Clock clock;

  public Freshness(Vertx vertx, SalesReports reports, Clock clock) {
    this.vertx = vertx;
    this.reports = reports;
    this.clock = clock;
  }

  /**
   * Answers with figures. They may be tens of thousands of items, so their JSON is made on a worker
   * thread.
   */
  <T> Future<Reply> answer(Future<T> figures, Function<T, JsonObject> toJson) {
    String asOf = clock.instant().toString();
    // Asked for side by side, so the event may be a little older than the figures.
    Future<@Nullable Instant> last = reports.lastEventAt();
    return Future.all(figures, last)
        .compose(
            read ->
                vertx.executeBlocking(
                    () -> Reply.ok(stamp(asOf, last.result(), toJson.apply(figures.result()))),
                    false));
  }

  private static JsonObject stamp(String asOf, @Nullable Instant last, JsonObject figures) {
    return new JsonObject()
        .put("asOf", asOf)
        .put("lastEventAt", last == null ? null : last.toString())
        .mergeIn(figures);
  }
}
