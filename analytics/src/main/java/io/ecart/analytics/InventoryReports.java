package io.ecart.analytics;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked about the stock. A unit is worth its cost where the catalogue knows it
 * (attribute {@code cost}), else its price.
 */
public interface InventoryReports {

  /**
   * The times an answer looks at.
   *
   * @param turnover the period of the turnover
   * @param deadSince goods that have lain there since then, without a sale, are dead stock; the
   *     beginning of a day
   * @param sellingTo end of the whole days over which the average of daily sales is taken
   * @param soldTo up to where it is asked whether and when something was sold: a day under way says
   *     nothing of averages, but whatever sells on it is not dead
   */
  record View(Period turnover, Instant deadSince, Instant sellingTo, Instant soldTo) {
    /** Days over which the average of daily sales is taken. */
    public static final int SELLING_DAYS = 28;

    /** The average is taken over the last whole days of the period. */
    public View(Period turnover, Instant deadSince, Instant soldTo) {
      this(turnover, deadSince, turnover.to().truncatedTo(ChronoUnit.DAYS), soldTo);
    }
  }

  /**
   * The stock in one currency.
   *
   * @param currency null for skus that the catalogue has not told; they are worth nothing here
   * @param skus that were ever stocked, or are active in the catalogue
   * @param value what is on hand, in minor units
   * @param soldValue what was sold in the period, valued like the stock
   * @param averageValue the stock over the period, each day's counted alike
   * @param outOfStock active skus of which nothing is available, be it that there never was
   */
  record Totals(
      @Nullable String currency,
      long skus,
      long units,
      long value,
      long soldValue,
      long averageValue,
      long outOfStock,
      long deadSkus,
      long deadUnits,
      long deadValue) {}

  /** Which skus. */
  enum Only {
    OUT,
    DEAD
  }

  /**
   * The stock of one sku.
   *
   * @param allocated units that are sold and not shipped yet, so they are still among those on hand
   * @param unitValue minor units; null when the catalogue has not told it
   * @param soldPerDay units, on the average of the last {@link View#SELLING_DAYS} days
   * @param lastSoldOn the day of the last sale; null when there was none
   * @param outSince null while some is available
   * @param outs how often it ran out on the days that begin in the period
   */
  record SkuStock(
      String sku,
      @Nullable String name,
      @Nullable String category,
      long onHand,
      long allocated,
      long available,
      long incoming,
      String status,
      @Nullable String currency,
      @Nullable Long unitValue,
      double soldPerDay,
      @Nullable Instant lastSoldOn,
      @Nullable Instant outSince,
      long outs) {

    /** Units on hand that no order has; backorders may have more than there are. */
    public long unsold() {
      return Math.max(0, onHand - allocated);
    }

    /** Days that the available units last at the average sale; null when nothing sells. */
    public @Nullable Double daysOfCover() {
      return soldPerDay <= 0 ? null : Math.max(0, available) / soldPerDay;
    }
  }

  /**
   * Where the analysis ends: past sales are looked at up to the newest one, so that an imported
   * past is judged by its own end. A day that is still under way is left out, unless it is all
   * there is.
   */
  Future<Instant> end(Instant now);

  /** One entry per currency, the one with most skus first. */
  Future<List<Totals>> totals(View view);

  /**
   * Skus in alphabetical order: those that were ever stocked, or are active in the catalogue.
   *
   * @param only null for all
   * @param after the last sku of the page before; empty for the first page
   */
  Future<List<SkuStock>> skus(View view, @Nullable Only only, String after, int limit);

  /** One sku; null when neither stock nor catalogue nor sales know it. */
  Future<@Nullable SkuStock> sku(View view, String sku);
}
