package io.ecart.analytics;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be asked about sales. Money is in minor units, told apart by currency. */
public interface SalesReports {

  /**
   * Which sales.
   *
   * @param groupBy null for no groups
   * @param limit buckets at most
   * @param after the last bucket of the page before; null for the first page
   */
  record Question(
      Period period,
      Interval interval,
      @Nullable GroupBy groupBy,
      int limit,
      @Nullable BucketKey after) {}

  /**
   * Names a bucket; buckets come in this order.
   *
   * @param group the sku or the category; empty when there are no groups
   */
  record BucketKey(Instant start, String group, String currency) {}

  /** A bucket; one in which nothing was sold and nothing came back is left out. */
  record Bucket(BucketKey key, Sums sums) {}

  /**
   * How a sku sold.
   *
   * @param name null as long as the catalogue has not told it
   */
  record TopProduct(String sku, @Nullable String name, String currency, Sums sums) {}

  /** What top products are sorted by. */
  enum TopBy {
    REVENUE,
    QUANTITY
  }

  /** Orders of one state and currency. */
  record StatusCount(OrderStatus status, String currency, StatusSums sums) {}

  Future<List<Bucket>> sales(Question question);

  Future<List<TopProduct>> top(Period period, TopBy by, int limit);

  Future<List<StatusCount>> orders(Period period);

  /** How many carts were touched by what ({@code item-added}, {@code checked-out} …). */
  Future<Map<String, Long>> carts(Period period);

  /** The time of the newest event that is in the sums; null before the first one. */
  Future<@Nullable Instant> lastEventAt();
}
