package io.ecart.analytics;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stock, and what was asked for in vain, as inventory tells it. */
public interface StockStore {

  /**
   * The stock of one sku as one event told it.
   *
   * @param version an older one never replaces a newer one
   * @param leadTimeDays days from order to receipt by the sku's policy; null when it says none
   * @param locations the levels per location, as they came
   * @param isOut whether the event told that the sku ran out
   */
  record StockLevel(
      String sku,
      long version,
      long onHand,
      long available,
      long incoming,
      String status,
      @Nullable Long leadTimeDays,
      JsonArray locations,
      boolean isOut,
      Instant at) {}

  /**
   * Demand that could not be served.
   *
   * @param requests how many were rejected
   * @param quantity units they asked for
   */
  record LostDemand(String sku, long requests, long quantity, Instant at) {}

  /** Writes a batch of both, in order per sku. */
  Future<Void> save(SqlConnection transaction, List<StockLevel> levels, List<LostDemand> lost);
}
