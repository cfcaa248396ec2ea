package io.ecart.analytics;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Map;

/** How many carts were touched, by day and by what happened. */
@FunctionalInterface
public interface CartStore {

  /**
   * A counter.
   *
   * @param day first instant of a day in UTC
   * @param event such as {@code checked-out}
   */
  record CartDay(Instant day, String event) {}

  /** Adds a batch. */
  Future<Void> save(SqlConnection transaction, Map<CartDay, Long> counts);
}
