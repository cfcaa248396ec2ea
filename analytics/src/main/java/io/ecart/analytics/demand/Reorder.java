package io.ecart.analytics.demand;

import org.jspecify.annotations.Nullable;

/**
 * When and how much to order of one sku for one location, with every number it comes from.
 *
 * <p>Safety stock {@code z √(L σd² + d² σL²)}, reorder point {@code d L +} safety stock: E. A.
 * Silver, D. F. Pyke, D. J. Thomas, "Inventory and Production Management in Supply Chains", 4th
 * edition (2017), section 6.10. Economic order quantity {@code √(2 D K / h)}: F. W. Harris, "How
 * many parts to make at once", Factory 10 (1913), 135-136, 152.
 *
 * @param demandPerDay d, expected units per day
 * @param demandDeviation σd, standard deviation of the units per day
 * @param leadTimeDays L
 * @param leadTimeDeviation σL, in days
 * @param z of the service level
 * @param safetyStock units
 * @param reorderPoint units; at or below it an order is due
 * @param economicQuantity units; null when the value of a unit is not known
 * @param position units available and incoming
 * @param quantity units to order
 * @param daysUntilDue whole days until the position meets the reorder point; 0 only when it is due,
 *     so 1 when it will be within a day, and {@link #MOST_DAYS} at most
 */
public record Reorder(
    double demandPerDay,
    double demandDeviation,
    double leadTimeDays,
    double leadTimeDeviation,
    double z,
    double safetyStock,
    double reorderPoint,
    @Nullable Double economicQuantity,
    long position,
    long quantity,
    long daysUntilDue) {
  private static final double DAYS_OF_YEAR = 365;

  /** Without a value of the unit, an order is for so many days of demand. */
  static final int DAYS_WITHOUT_VALUE = 30;

  /** Goods may last for longer than there are dates to tell it by. */
  static final long MOST_DAYS = 1_000_000;

  /**
   * Demand over the lead time.
   *
   * @param perDay expected units per day, above 0
   * @param deviation standard deviation of the units per day
   * @param leadTimeDays days from order to receipt
   */
  public record Demand(double perDay, double deviation, double leadTimeDays) {

    /** The part of it that falls to a location, as if each order went there by a draw of lots. */
    Demand share(double share) {
      return new Demand(perDay * share, deviation * Math.sqrt(share), leadTimeDays);
    }
  }

  /**
   * Works a suggestion out.
   *
   * @param unitValue minor units; null when it is not known
   * @param position units available and incoming; below 0 when more is promised than there is
   */
  public static Reorder of(Demand demand, Policy policy, @Nullable Long unitValue, long position) {
    double d = demand.perDay();
    double leadTime = demand.leadTimeDays();
    double spread =
        leadTime * square(demand.deviation()) + square(d * policy.leadTimeDeviationDays());
    double safety = Math.max(0, policy.z() * Math.sqrt(spread));
    double point = d * leadTime + safety;
    Double economic = economic(d, policy, unitValue);
    boolean isDue = position <= point;
    double lot = economic == null ? d * DAYS_WITHOUT_VALUE : economic;
    double quantity = isDue ? Math.max(lot, point - position) : lot;
    return new Reorder(
        d,
        demand.deviation(),
        leadTime,
        policy.leadTimeDeviationDays(),
        policy.z(),
        safety,
        point,
        economic,
        position,
        Math.max(1, (long) Math.ceil(quantity)),
        isDue ? 0 : (long) Math.max(1, Math.min(MOST_DAYS, Math.floor((position - point) / d))));
  }

  private static @Nullable Double economic(double d, Policy policy, @Nullable Long unitValue) {
    if (unitValue == null || unitValue <= 0 || policy.holdingRate() <= 0) {
      return null;
    }
    double holding = unitValue * policy.holdingRate();
    return Math.sqrt(2 * d * DAYS_OF_YEAR * policy.orderCost() / holding);
  }

  private static double square(double value) {
    return value * value;
  }

  /** Whether an order should be placed now. */
  public boolean isDue() {
    return daysUntilDue == 0;
  }
}
