package io.ecart.analytics;

import io.ecart.analytics.demand.SkuHistory;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The past that forecasts are made from. */
public interface DemandSource {

  /**
   * Demand of one day.
   *
   * @param quantity units ordered
   * @param lostRequests reservations rejected for want of stock
   * @param lostQuantity units they asked for
   */
  record DayDemand(Instant start, long quantity, long lostRequests, long lostQuantity) {}

  /** Revenue in minor units by currency and sku, of all skus with demand or stock. */
  Future<Map<String, Map<String, Long>>> revenues(Period period);

  /** The histories of some skus; one without any demand has an empty series. */
  Future<List<SkuHistory>> histories(List<String> skus, Period period);

  /** The days on which a sku was wanted, in order. */
  Future<List<DayDemand>> days(String sku, Period period);
}
